#!/usr/bin/env python3
"""Makes tests/golden/class-analyses/*.txt with scikit-learn, in float64: silhouettes, k-means and how far its clusters
agree with the classes, nearest neighbours, logistic regression.

    python3 tests/golden/make_class_analyses.py        # scikit-learn of PyPI

A line is a name, the number of values and the values. The rows to test and to train with are row-major, float32 as
decimal. The classes are called 0, 1, 2 and 5, so that a class is not its number; the file two.txt has two of them.
"""
import pathlib

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (adjusted_rand_score, confusion_matrix, homogeneity_score, log_loss,
                             normalized_mutual_info_score, silhouette_samples)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

COLUMNS = 12


def clouds(rows, classes, seed):
    """Overlapping clouds of unlike widths, far from 0, with one column that is constant."""
    random = numpy.random.RandomState(seed)
    middles = 3 + 1.2 * numpy.random.RandomState(99).randn(6, COLUMNS)
    labels = random.choice(classes, rows)
    values = middles[labels] + random.randn(rows, COLUMNS) * (0.7 + 0.15 * labels[:, None])
    values[:, 3] = 0.25
    values[:, 4] *= 3
    return numpy.round(values, 4).astype(numpy.float32), labels


def leave_one_out(data, labels, k):
    """What each row's k nearest others vote for."""
    distances = numpy.sqrt(((data[:, None] - data[None]) ** 2).sum(2))
    predicted = []
    for row in range(len(data)):
        others = numpy.arange(len(data)) != row
        classifier = KNeighborsClassifier(k, metric="precomputed")
        classifier.fit(distances[numpy.ix_(others, others)], labels[others])
        predicted.append(classifier.predict(distances[row, others][None])[0])
    return numpy.array(predicted)


def probe(train, train_labels, tested, labels, standardise):
    steps = [StandardScaler()] if standardise else []
    model = make_pipeline(*steps, LogisticRegression(C=1.0, tol=1e-12, max_iter=100000, solver="newton-cg"))
    model.fit(train, train_labels)
    chances = model.predict_proba(tested)
    own = chances[numpy.arange(len(labels)), numpy.searchsorted(model.classes_, labels)]
    return model.predict(tested), own, log_loss(labels, chances, labels=model.classes_)


def results(classes):
    tested, labels = clouds(130, classes, 1)
    train, train_labels = clouds(170, classes, 2)
    yield "tested", tested.ravel()
    yield "tested_labels", labels
    yield "train", train.ravel()
    yield "train_labels", train_labels
    tested, train = tested.astype(numpy.float64), train.astype(numpy.float64)

    yield "silhouettes", silhouette_samples(tested, labels)
    clusters = KMeans(len(classes), n_init=200, random_state=1, tol=0, max_iter=1000).fit(tested)
    yield "inertia", [clusters.inertia_]
    yield "adjusted_rand_index", [adjusted_rand_score(labels, clusters.labels_)]
    yield "normalised_mutual_information", [normalized_mutual_info_score(labels, clusters.labels_)]
    yield "homogeneity", [homogeneity_score(labels, clusters.labels_)]
    yield "centres_by_first_column", clusters.cluster_centers_[numpy.argsort(clusters.cluster_centers_[:, 0])].ravel()
    yield "cluster_silhouette", [silhouette_samples(tested, clusters.labels_).mean()]

    for k in (1, 4, 10):
        yield f"others_{k}", leave_one_out(tested, labels, k)
        predicted = KNeighborsClassifier(k).fit(train, train_labels).predict(tested)
        yield f"neighbours_{k}", predicted
    yield "confusion_10", confusion_matrix(labels, predicted).ravel()

    for name, standardise in (("scaled", True), ("raw", False)):
        predicted, own, loss = probe(train, train_labels, tested, labels, standardise)
        yield f"{name}_predicted", predicted
        yield f"{name}_probability", own
        yield f"{name}_log_loss", [loss]


folder = pathlib.Path(__file__).parent / "class-analyses"
folder.mkdir(exist_ok=True)
for file_name, classes in (("four.txt", [0, 1, 2, 5]), ("two.txt", [2, 5])):
    with open(folder / file_name, "w") as file:
        print(f"# scikit-learn {sklearn.__version__}, numpy {numpy.__version__}", file=file)
        for name, values in results(classes):
            texts = [str(value) if isinstance(value, (numpy.float32, numpy.integer)) else repr(float(value))
                     for value in values]
            print(name, len(texts), *texts, file=file)
