"""Trains a classifier of digits and saves it where Relevo says."""

import os
from pathlib import Path

import joblib
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from table import pixels_of, read

columns = read("data/train.csv")
model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=500))
model.fit(pixels_of(columns), columns["digit"])

output = Path(os.environ.get("RELEVO_OUTPUT", "model"))
output.mkdir(parents=True, exist_ok=True)
joblib.dump(model, output / "model.joblib")
print(f"{len(columns['digit'])} images, {type(model[-1]).__name__}")
