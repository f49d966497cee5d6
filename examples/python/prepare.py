"""Writes data/: the handwritten digits that come with scikit-learn, images of 8 by 8 pixels from 0 to 16.

They are the test set of "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine Learning
Repository, 1998. The digits of one writer stand together in it, so the last quarter is held out rather than a random one.

    python prepare.py
"""

import csv
from pathlib import Path

from sklearn.datasets import load_digits

digits = load_digits()
names = ["image", *digits.feature_names, "digit"]
rows = [
    [image, *(int(pixel) for pixel in pixels), digit]
    for image, (pixels, digit) in enumerate(zip(digits.data, digits.target))
]
cut = len(rows) * 3 // 4
Path("data").mkdir(exist_ok=True)
for name, part in [("train", rows[:cut]), ("holdout", rows[cut:])]:
    with open(f"data/{name}.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names, *part])
