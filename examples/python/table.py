"""Reads CSV; shared by training and prediction, so that the two cannot drift apart."""

import csv

import numpy


def read(path):
    """The columns of a file, by name, as texts."""
    with open(path, newline="") as file:
        names, *rows = csv.reader(file)
    return dict(zip(names, zip(*rows)))


def pixels_of(columns):
    """One row an image, one column a pixel, whatever else the file holds."""
    return numpy.array([columns[name] for name in columns if name.startswith("pixel_")], dtype=float).T
