"""The reference: every function that the exercises ask for, chapter by chapter.

One layout everywhere: samples in rows, ``X (n_samples, n_inputs)``, ``W (n_inputs, n_classes)``, labels from 0.
"""
