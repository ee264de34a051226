"""How the model of remarks is fitted."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.train_remarks import fit, probabilities


def test_a_feature_that_tells_gets_the_weight() -> None:
    draw = np.random.default_rng(3)
    features = draw.normal(size=(400, 2))
    remarks = (features[:, 0] > 0).astype(float)
    model = fit(features, remarks, np.ones(400))
    assert abs(model[0]) > 10 * abs(model[1])
    assert ((probabilities(model, features) > 0.5) == remarks).mean() == pytest.approx(1.0, abs=0.03)
