"""Quasi-Poisson regression with a logarithmic link and an offset, by iteratively reweighted least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from plads.measures.rater import Z95
from plads.measures.tal import Tal

_RUNDER, _NAER = 50, 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A fitted model: coefficients, their covariance at scale 1, the scale (Pearson's χ² ÷ df), and what was fitted."""

    b: Tal
    kovarians: Tal
    spredning: float
    ventet: Tal
    rester: Tal

    def ratio(self, nr: int, *, spredt: bool = True, bredde: float = 1.0) -> tuple[float, float, float]:
        """Return exp of a coefficient with its 95 % interval.

        Without `spredt` counts are taken to vary as Poisson; `bredde` makes the interval so many times as wide.
        """
        return self.contrast(np.eye(len(self.b))[nr], spredt=spredt, bredde=bredde)

    def contrast(self, vaegte: Tal, *, spredt: bool = True, bredde: float = 1.0) -> tuple[float, float, float]:
        """Return exp of a sum of coefficients with its 95 % interval, as `ratio`."""
        skala = self.spredning if spredt else 1.0
        fejl = float(np.sqrt(vaegte @ self.kovarians @ vaegte * skala)) * bredde
        midt = float(vaegte @ self.b)
        return float(np.exp(midt)), float(np.exp(midt - Z95 * fejl)), float(np.exp(midt + Z95 * fejl))


def fit(y: Tal, x: Tal, offset: Tal) -> Model:
    """Return the model of counts y [n] on a design x [n, p] with log(size) as offset.

    Raise ValueError when there are no more points than columns, or when the points do not tell the columns apart.
    """
    n, p = x.shape
    if n <= p or np.linalg.matrix_rank(x) < p:
        raise ValueError("der er for få punkter til modellen")
    eta = np.log(np.maximum(y, 0.5))
    afvigelse = np.inf
    for _ in range(_RUNDER):
        mu = np.exp(eta)
        kovarians = _inverse(x, mu)
        b = kovarians @ (x.T @ (mu * (eta - offset) + y - mu))
        eta = x @ b + offset
        foer, afvigelse = afvigelse, _deviance(y, np.exp(eta))
        if abs(foer - afvigelse) < _NAER * (abs(afvigelse) + 0.1):
            break
    mu = np.exp(eta)
    rester = (y - mu) / np.sqrt(mu)
    kovarians = _inverse(x, mu)
    return Model(b, np.asarray(kovarians, dtype=np.float64), float((rester**2).sum() / (n - p)), mu, rester)


def _inverse(x: Tal, mu: Tal) -> Tal:
    """Return the covariance; raise ValueError where the points left do not tell the columns apart."""
    try:
        return np.asarray(np.linalg.inv((x * mu[:, None]).T @ x), dtype=np.float64)
    except np.linalg.LinAlgError as error:
        raise ValueError("punkterne kan ikke skille modellens dele ad") from error


def _deviance(y: Tal, mu: Tal) -> float:
    led = np.where(y > 0, y * np.log(np.where(y > 0, y, 1.0) / mu), 0.0)
    return float(2 * (led - (y - mu)).sum())
