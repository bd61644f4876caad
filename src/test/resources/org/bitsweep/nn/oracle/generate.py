#!/usr/bin/env python3
"""Oracle for a small neural-network training engine (torch autograd, double).

Run:  python3 generate.py
Writes next to itself: <group>_<part>.json, index.json.


SCHEMA
======
Every file:   {"oracle": "nn-training-oracle", "version": 1, "group": str,
               "part": int, "cases": [case, ...]}
Every case has "name" and "type": "training" | "schedule" | "table".
Layers, steps' batch references and classes are 0-based indices; "step" counts
from 1.  Matrices are lists of rows.  W is out x in.  Absent tensors are null.
All numbers are doubles printed with repr (shortest form that reads back
exactly).

type "training":
 settings:
  kind                 "bnn" | "float" | "quant"
  layers               [6,5,4,3] (inputs, hidden..., classes)
  input                "float" | "binary" (binary: x becomes +1 if x > 0 else -1)
  batch_norm           "all" | "hidden" | "none"
  batch_norm_layers    the same as one bool per layer; a layer has a bias
                       exactly when its entry is false
  bn_eps, bn_momentum  1e-5, 0.1
  float_layers         layers of a bnn whose weights are not binarized ([] else)
  activation           "sign" | "relu" | "tanh" | "hard-tanh" | "sigmoid" (hidden)
  activation_surrogate "identity"|"clipped"|"tanh"|"approx-sign"|"swish-sign"; null unless bnn
  weight_surrogate     likewise
  swish_beta           5.0 (null unless bnn)
  clip_weights         bool: W of binarized layers is clipped to [-1,1] after each update
  quant                null | {"scheme": "symmetric"|"affine", "weight_bits": int,
                       "activation_bits": int, 0 = activations not quantized}
                       (one scheme for weights and activations; all layers' weights)
  loss                 "cross_entropy" | "mse"
  optimizer            {"name": "sgd"|"adam"|"adamw", "lr", "momentum" (sgd),
                       "beta1","beta2","eps" (adam, adamw), "weight_decay"}; unused = null
 initial:  per layer {"W","b","gamma","beta","running_mean","running_var"};
           float32-exact values
 batches:  [{"x": [[..]..], "y": [class..]}]; x float32-exact (multiples of 1/64);
           the batches have different sizes
 steps:    4 x {"step", "batch": index into batches,
            "loss"     before the update, training mode,
            "correct"  number of samples of the batch classified right (same forward pass),
            "logits"   of that forward pass,
            "grad":    per layer {"W","b","gamma","beta"} - of the loss alone,
                       without weight decay; W: gradient of the latent weights,
            "after":   per layer {"W","b","gamma","beta"} after the update (and clipping),
            "running": per layer {"mean","var"} or null, after this step,
            "ranges":  per layer {"lo","hi"} (affine) | {"m"} (symmetric) | null:
                       running activation range after this step}
 evaluation: {"batch", "loss", "correct", "logits"}: evaluation mode after step 4
 zero_in_exact_arithmetic: sorted layer indices having a tensor whose gradient is
           rounding noise around an exact zero (whole tensor |grad| < 1e-12, not all of it
           exactly 0.0).  In
           float32 Adam turns this noise into steps of up to lr; do not compare
           that tensor's "grad" (other than to 0) or "after".  Everything else still can be
           compared: the margins of these cases allow for 4 steps of size lr.
 zero_in_exact_arithmetic_detail: [{"layer","tensor","steps":[...]}]
 margins:  smallest distance to each kind of threshold met over all steps and the
           evaluation:  "sign" |z| and |W| to 0, "one" to |.|=1 (clipped, hard-tanh,
           weight clipping), "relu" |z|, "round" distance of value/s to a half-integer (in
           units of s), "range" |a - end of range|, "argmax" best to second logit,
           "gradient" smallest non-zero |g| that Adam/AdamW uses.  Exact coincidences that are exact
           in float32 as well (W clipped to +-1, a equal to the range end it
           has just defined) are not counted.
 margin_required: what the seed search demanded, {"default", "gradient", "sign_of_z"}
 float32_deviation: largest |difference| of three float32 runs of this same script
           (samples in three different orders) from the double run, for
           {"loss","grad","after","running","ranges","evaluation_loss"};
           guidance for tolerances; tensors in zero_in_exact_arithmetic_detail left out
 coverage: counts of interesting events in the run (weight sign flips, clipped weights,
           masked surrogates, activations outside the running range, ...)
 seed

type "schedule":
 settings: {"schedule": "constant"|"step"|"cosine", "epochs", "steps_per_epoch",
            "warmup_epochs", "base", "step_every" (N), "gamma", "min"}; unused = null
 rates:    rates[epoch][step], epochs x steps_per_epoch

type "table":
 what       "surrogate" | "activation"
 function   name
 swish_beta 5.0 for swish-sign, else null
 x          41 points, -2.05 + 0.10125 k rounded to float32
 value      activation: f(x).  surrogate: function whose derivative it is (information only)
 derivative f'(x); surrogate: s(x), the factor used in the backward pass;
            null for the activation sign
"""
import json, os, sys, copy
import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 58000
EPS, MOM = 1e-5, 0.1
BETA = 5.0
MARGIN = 1e-3        # required distance to thresholds (brief: 1e-4)
GMARGIN = 1e-5       # required smallest non-zero gradient that an Adam sees
SURR = ["identity", "clipped", "tanh", "approx-sign", "swish-sign"]
LAYERS = [6, 5, 4, 3]
NL = 3


class Reject(Exception):
    pass


# ------------------------------------------------------------------ surrogates (torch)
def surrogate(name, x):
    if name == "identity":
        return torch.ones_like(x)
    if name == "clipped":
        return (x.abs() <= 1).to(x.dtype)
    if name == "tanh":
        return 1 - torch.tanh(x) ** 2
    if name == "approx-sign":
        return torch.where(x.abs() < 1, 2 - 2 * x.abs(), torch.zeros_like(x))
    if name == "swish-sign":
        t = BETA * x
        return BETA * (2 - t * torch.tanh(t / 2)) / (1 + torch.cosh(t))
    raise ValueError(name)


def primitive(name, x):
    """Differentiable functions with the surrogates as derivatives (for autograd)."""
    if name == "identity":
        return x * 1.0
    if name == "clipped":
        return torch.clamp(x, -1, 1)
    if name == "tanh":
        return torch.tanh(x)
    if name == "approx-sign":
        return torch.where(x < -1, -torch.ones_like(x), torch.where(
            x < 0, 2 * x + x * x, torch.where(x < 1, 2 * x - x * x, torch.ones_like(x))))
    if name == "swish-sign":
        sg = torch.sigmoid(BETA * x)
        return 2 * sg * (1 + BETA * x * (1 - sg)) - 1
    raise ValueError(name)


def activation(name, x):
    if name == "relu":
        return torch.relu(x)
    if name == "tanh":
        return torch.tanh(x)
    if name == "hard-tanh":
        return torch.clamp(x, -1, 1)
    if name == "sigmoid":
        return torch.sigmoid(x)
    raise ValueError(name)


class Sign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, name):
        ctx.save_for_backward(x)
        ctx.name = name
        return torch.where(x > 0, torch.ones_like(x), -torch.ones_like(x))

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * surrogate(ctx.name, x), None


class QuantWeight(torch.autograd.Function):
    @staticmethod
    def forward(ctx, w, scheme, bits, track):
        if scheme == "symmetric":
            L = 2 ** (bits - 1) - 1
            s = w.abs().max() / L
            track.rounding(w / s)
            return s * torch.clamp(torch.round(w / s), -L, L)
        n = 2 ** bits - 1
        lo = torch.clamp(w.min(), max=0.0)
        hi = torch.clamp(w.max(), min=0.0)
        s = (hi - lo) / n
        zero = torch.round(-lo / s)
        track.rounding(w / s)
        track.rounding(-lo / s)
        q = torch.clamp(torch.round(w / s) + zero, 0, n)
        return (q - zero) * s

    @staticmethod
    def backward(ctx, g):
        return g, None, None, None


class QuantAct(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, scheme, bits, rng, track):
        if scheme == "symmetric":
            L = 2 ** (bits - 1) - 1
            m = rng["m"]
            s = m / L
            ctx.mask = (a >= -m) & (a <= m)
            track.rounding(a / s)
            track.range_end(a, m)
            track.range_end(a, -m)
            out = s * torch.clamp(torch.round(a / s), -L, L)
        else:
            n = 2 ** bits - 1
            lo, hi = rng["lo"], rng["hi"]
            s = (hi - lo) / n
            zero = torch.round(-lo / s)
            ctx.mask = (a >= lo) & (a <= hi)
            track.rounding(a / s)
            track.rounding(-lo / s)
            track.range_end(a, hi)
            track.range_end(a, lo)
            out = (torch.clamp(torch.round(a / s) + zero, 0, n) - zero) * s
        if ctx.needs_input_grad[0]:      # training only
            track.count("activation_outside_range", (~ctx.mask).sum().item())
        return out

    @staticmethod
    def backward(ctx, g):
        return torch.where(ctx.mask, g, torch.zeros_like(g)), None, None, None, None


# ------------------------------------------------------------------ margins
class Track:
    def __init__(self, zmargin=MARGIN, active=True):
        self.m = {}
        self.c = {}
        self.active = active
        self.zmargin = zmargin

    def put(self, kind, dist, need=MARGIN):
        if not self.active:
            return
        d = float(dist)
        if d != d:
            raise Reject("nan")
        self.m[kind] = min(self.m.get(kind, float("inf")), d)
        if d < need:
            raise Reject(kind)

    def count(self, what, n):
        if self.active:
            self.c[what] = self.c.get(what, 0) + int(n)

    def rounding(self, v):
        f = v - torch.floor(v)
        self.put("round", (f - 0.5).abs().min())

    def range_end(self, a, e):
        d = (a - e).abs()
        d = d[d != 0]          # exact coincidence: defines the range, or 0 == 0
        if d.numel():
            self.put("range", d.min())


# ------------------------------------------------------------------ the network (torch)
class Net:
    def __init__(self, st, initial, dtype, track):
        self.st, self.dtype, self.track = st, dtype, track
        self.P = []
        self.R = []
        self.ranges = [None] * NL
        for l in range(NL):
            p = {}
            for k in ("W", "b", "gamma", "beta"):
                v = initial[l][k]
                p[k] = None if v is None else torch.tensor(v, dtype=dtype, requires_grad=True)
            self.P.append(p)
            rm = initial[l]["running_mean"]
            self.R.append(None if rm is None else {
                "mean": torch.tensor(rm, dtype=dtype),
                "var": torch.tensor(initial[l]["running_var"], dtype=dtype)})

    def params(self):
        return [p[k] for p in self.P for k in ("W", "b", "gamma", "beta") if p[k] is not None]

    def binarized(self, l):
        return self.st["kind"] == "bnn" and l not in self.st["float_layers"]

    def update_range(self, l, a):
        with torch.no_grad():
            if self.st["quant"]["scheme"] == "symmetric":
                new = {"m": a.abs().max()}
            else:
                new = {"lo": torch.clamp(a.min(), max=0.0), "hi": torch.clamp(a.max(), min=0.0)}
            old = self.ranges[l]
            self.ranges[l] = new if old is None else {k: 0.9 * old[k] + 0.1 * new[k] for k in new}

    def forward(self, x, train):
        st, tr = self.st, self.track
        a = x
        if st["input"] == "binary":
            tr.put("sign", x.abs().min())
            a = torch.where(x > 0, torch.ones_like(x), -torch.ones_like(x))
        for l in range(NL):
            p = self.P[l]
            bn = st["batch_norm_layers"][l]
            if bn and train and tr.active:
                # a column of inputs constant over the batch makes its weight gradients exact zeros
                const = ((a - a[:1]).abs().max(0).values == 0) & (a[0] != 0)
                if const.any():
                    raise Reject("constant input column before batch norm")
            W = p["W"]
            if self.binarized(l):
                tr.put("sign", W.detach().abs().min())
                if st["weight_surrogate"] == "clipped":
                    d = (W.detach().abs() - 1).abs()
                    if st["clip_weights"]:
                        d = d[d != 0]
                    tr.put("one", d.min())
                    if train:
                        tr.count("weight_surrogate_masked", (W.detach().abs() > 1).sum())
                We = Sign.apply(W, st["weight_surrogate"])
            elif st["kind"] == "quant":
                We = QuantWeight.apply(W, st["quant"]["scheme"], st["quant"]["weight_bits"], tr)
            else:
                We = W
            y = a @ We.t()
            if not bn:
                y = y + p["b"]
            else:
                if train and tr.active and y.detach().var(0, unbiased=False).min() < 0.02:
                    raise Reject("variance")
                y = F.batch_norm(y, self.R[l]["mean"], self.R[l]["var"], p["gamma"], p["beta"],
                                 training=train, momentum=MOM, eps=EPS)
            if l == NL - 1:
                return y
            z = y.detach()
            if st["kind"] == "bnn":
                tr.put("sign", z.abs().min(), tr.zmargin)
                if st["activation_surrogate"] == "clipped":
                    tr.put("one", (z.abs() - 1).abs().min())
                    if train:
                        tr.count("activation_surrogate_masked", (z.abs() > 1).sum())
                a = Sign.apply(y, st["activation_surrogate"])
            else:
                if st["activation"] == "relu":
                    tr.put("relu", z.abs().min())
                    if train:
                        tr.count("relu_off", (z < 0).sum())
                if st["activation"] == "hard-tanh":
                    tr.put("one", (z.abs() - 1).abs().min())
                    if train:
                        tr.count("hard_tanh_saturated", (z.abs() > 1).sum())
                a = activation(st["activation"], y)
                if st["quant"] and st["quant"]["activation_bits"]:
                    if train:
                        self.update_range(l, a.detach())
                    a = QuantAct.apply(a, st["quant"]["scheme"], st["quant"]["activation_bits"],
                                       self.ranges[l], tr)


def loss_of(st, logits, y):
    if st["loss"] == "cross_entropy":
        return F.cross_entropy(logits, y)
    return F.mse_loss(logits, F.one_hot(y, LAYERS[-1]).to(logits.dtype))


def correct_of(logits, y, track):
    lg = logits.detach()
    top = torch.sort(lg, 1, descending=True).values
    track.put("argmax", (top[:, 0] - top[:, 1]).min())
    return int(sum(int(np.argmax(lg[i].numpy())) == int(y[i]) for i in range(len(y))))


def make_opt(st, params):
    o = st["optimizer"]
    if o["name"] == "sgd":
        return torch.optim.SGD(params, lr=o["lr"], momentum=o["momentum"], weight_decay=o["weight_decay"])
    cls = torch.optim.Adam if o["name"] == "adam" else torch.optim.AdamW
    return cls(params, lr=o["lr"], betas=(o["beta1"], o["beta2"]), eps=o["eps"],
               weight_decay=o["weight_decay"])


def lst(t):
    return None if t is None else t.detach().double().numpy().tolist()


STEP_BATCHES = [0, 1, 2, 0]
EVAL_BATCH = 3


def run(case, dtype, track, perm_seed=None):
    """Train 4 steps.  perm_seed: order of the samples in each batch (float32 runs)."""
    st = case["settings"]
    net = Net(st, case["initial"], dtype, track)
    opt = make_opt(st, net.params())
    rs = np.random.RandomState(perm_seed) if perm_seed is not None else None

    def batch(i):
        b = case["batches"][i]
        x = torch.tensor(b["x"], dtype=dtype)
        y = torch.tensor(b["y"])
        if rs is not None:
            p = torch.tensor(rs.permutation(len(b["y"])))
            x, y = x[p], y[p]
        return x, y

    steps = []
    for i, bi in enumerate(STEP_BATCHES):
        x, y = batch(bi)
        logits = net.forward(x, True)
        loss = loss_of(st, logits, y)
        opt.zero_grad()
        loss.backward()
        cor = correct_of(logits, y, track)
        grad = [{k: lst(p[k].grad) if p[k] is not None else None for k in p} for p in net.P]
        if track.active and st["optimizer"]["name"] in ("adam", "adamw"):
            for p in net.P:
                for k in p:
                    if p[k] is None:
                        continue
                    g = p[k].grad.detach().clone()
                    if g.abs().max() < 1e-12:
                        continue
                    if st["optimizer"]["name"] == "adam":
                        g = g + st["optimizer"]["weight_decay"] * p[k].detach()
                    g = g[g != 0].abs()
                    track.put("gradient", g.min(), GMARGIN)
        before = [p["W"].detach().clone() for p in net.P]
        opt.step()
        for l in range(NL):
            if not net.binarized(l):
                continue
            W = net.P[l]["W"]
            if st["clip_weights"]:
                d = (W.detach().abs() - 1).abs()
                if track.active and (d > 0).any():
                    track.put("one", d[d > 0].min())
                track.count("weights_clipped", (W.detach().abs() > 1).sum())
                with torch.no_grad():
                    W.clamp_(-1, 1)
            track.count("weight_sign_flips", ((W.detach() > 0) != (before[l] > 0)).sum())
        steps.append({
            "step": i + 1, "batch": bi, "loss": float(loss.detach()), "correct": cor, "logits": lst(logits),
            "grad": grad,
            "after": [{k: lst(p[k]) for k in p} for p in net.P],
            "running": [None if r is None else {k: lst(r[k]) for k in r} for r in net.R],
            "ranges": [None if r is None else {k: float(r[k]) for k in r} for r in net.ranges]})
    x, y = batch(EVAL_BATCH)
    frozen = copy.deepcopy((net.R, net.ranges))
    with torch.no_grad():
        logits = net.forward(x, False)
        loss = loss_of(st, logits, y)
    assert str(frozen) == str((net.R, net.ranges))
    ev = {"batch": EVAL_BATCH, "loss": float(loss), "correct": correct_of(logits, y, track),
          "logits": lst(logits)}
    return steps, ev


# ------------------------------------------------------------------ second implementation (NumPy, by hand)
def np_surrogate(name, x):
    if name == "identity":
        return np.ones_like(x)
    if name == "clipped":
        return (np.abs(x) <= 1) * 1.0
    if name == "tanh":
        return 1 / np.cosh(x) ** 2
    if name == "approx-sign":
        return np.where(np.abs(x) < 1, 2 - 2 * np.abs(x), 0.0)
    s = 1 / (1 + np.exp(-BETA * x))          # d/dx of 2 s (1 + bx(1-s)) - 1, product rule
    ds = BETA * s * (1 - s)
    return 2 * ds * (1 + BETA * x * (1 - s)) + 2 * s * (BETA * (1 - s) - BETA * x * ds)


def np_act(name, z):
    if name == "relu":
        return np.maximum(z, 0), (z > 0) * 1.0
    if name == "tanh":
        t = np.tanh(z)
        return t, 1 - t * t
    if name == "hard-tanh":
        return np.clip(z, -1, 1), (np.abs(z) < 1) * 1.0
    s = 1 / (1 + np.exp(-z))
    return s, s * (1 - s)


def np_quant(v, scheme, bits, lo=None, hi=None, m=None):
    if scheme == "symmetric":
        L = 2 ** (bits - 1) - 1
        s = m / L
        return s * np.clip(np.rint(v / s), -L, L)
    n = 2 ** bits - 1
    s = (hi - lo) / n
    zero = np.rint(-lo / s)
    return (np.clip(np.rint(v / s) + zero, 0, n) - zero) * s


class NpNet:
    def __init__(self, case):
        self.st = st = case["settings"]
        self.p = [{k: None if L[k] is None else np.array(L[k]) for k in ("W", "b", "gamma", "beta")}
                  for L in case["initial"]]
        self.rm = [None if not b else np.zeros(LAYERS[l + 1]) for l, b in enumerate(st["batch_norm_layers"])]
        self.rv = [None if not b else np.ones(LAYERS[l + 1]) for l, b in enumerate(st["batch_norm_layers"])]
        self.rng = [None] * NL
        self.opt = {}
        self.t = 0

    def loss_grad(self, x, y, train=True, backward=True):
        st = self.st
        N = len(y)
        q = st["quant"]
        a = np.where(x > 0, 1.0, -1.0) if st["input"] == "binary" else x
        mem = []
        for l in range(NL):
            p = self.p[l]
            W = p["W"]
            c = {"a": a, "sW": 1.0}
            if st["kind"] == "bnn" and l not in st["float_layers"]:
                We = np.where(W > 0, 1.0, -1.0)
                c["sW"] = np_surrogate(st["weight_surrogate"], W)
            elif q:
                We = np_quant(W, q["scheme"], q["weight_bits"], min(W.min(), 0), max(W.max(), 0), np.abs(W).max())
            else:
                We = W
            c["We"] = We
            y_ = np.einsum("ni,oi->no", a, We)
            if p["b"] is not None:
                z = y_ + p["b"]
            else:
                if train:
                    mu, var = y_.sum(0) / N, ((y_ - y_.sum(0) / N) ** 2).sum(0) / N
                    self.rm[l] = 0.9 * self.rm[l] + 0.1 * mu
                    self.rv[l] = 0.9 * self.rv[l] + 0.1 * var * N / (N - 1)
                else:
                    mu, var = self.rm[l], self.rv[l]
                c["istd"] = 1 / np.sqrt(var + EPS)
                c["xh"] = (y_ - mu) * c["istd"]
                z = p["gamma"] * c["xh"] + p["beta"]
            if l < NL - 1:
                if st["kind"] == "bnn":
                    a, c["da"] = np.where(z > 0, 1.0, -1.0), np_surrogate(st["activation_surrogate"], z)
                else:
                    a, c["da"] = np_act(st["activation"], z)
                    if q and q["activation_bits"]:
                        if train:
                            new = ({"m": np.abs(a).max()} if q["scheme"] == "symmetric"
                                   else {"lo": min(a.min(), 0.0), "hi": max(a.max(), 0.0)})
                            self.rng[l] = new if self.rng[l] is None else {
                                k: 0.9 * self.rng[l][k] + 0.1 * new[k] for k in new}
                        r = self.rng[l]
                        lo, hi = (-r["m"], r["m"]) if "m" in r else (r["lo"], r["hi"])
                        c["da"] = c["da"] * ((a >= lo) & (a <= hi))
                        a = np_quant(a, q["scheme"], q["activation_bits"], **r)
            mem.append(c)
        onehot = np.eye(LAYERS[-1])[y]
        if st["loss"] == "cross_entropy":
            e = np.exp(z - z.max(1, keepdims=True))
            pr = e / e.sum(1, keepdims=True)
            loss = -np.log(pr[np.arange(N), y]).sum() / N
            d = (pr - onehot) / N
        else:
            loss = ((z - onehot) ** 2).sum() / z.size
            d = 2 * (z - onehot) / z.size
        if not backward:
            return loss, z, None
        grads = [None] * NL
        for l in reversed(range(NL)):
            c, p = mem[l], self.p[l]
            g = {"W": None, "b": None, "gamma": None, "beta": None}
            if l < NL - 1:
                d = d * c["da"]
            if p["b"] is not None:
                g["b"] = d.sum(0)
            else:
                g["beta"] = d.sum(0)
                g["gamma"] = (d * c["xh"]).sum(0)
                d = p["gamma"] * c["istd"] / N * (N * d - d.sum(0) - c["xh"] * (d * c["xh"]).sum(0))
            g["W"] = np.einsum("no,ni->oi", d, c["a"]) * c["sW"]
            d = d @ c["We"]
            grads[l] = g
        return loss, z, grads

    def update(self, grads):
        o = self.st["optimizer"]
        self.t += 1
        for l in range(NL):
            for k, g in grads[l].items():
                if g is None:
                    continue
                p, wd, lr = self.p[l][k], o["weight_decay"], o["lr"]
                s = self.opt.setdefault((l, k), {"m": 0.0, "v": 0.0})
                if o["name"] == "adamw":
                    p = p * (1 - lr * wd)
                else:
                    g = g + wd * p
                if o["name"] == "sgd":
                    s["m"] = o["momentum"] * s["m"] + g
                    p = p - lr * s["m"]
                else:
                    s["m"] = o["beta1"] * s["m"] + (1 - o["beta1"]) * g
                    s["v"] = o["beta2"] * s["v"] + (1 - o["beta2"]) * g * g
                    mh = s["m"] / (1 - o["beta1"] ** self.t)
                    vh = s["v"] / (1 - o["beta2"] ** self.t)
                    p = p - lr * mh / (np.sqrt(vh) + o["eps"])
                if k == "W" and self.st["clip_weights"] and l not in self.st["float_layers"]:
                    p = np.clip(p, -1, 1)
                self.p[l][k] = p


def close(a, b, tol=1e-10):
    assert (a is None) == (b is None)
    if a is not None:
        d = np.abs(np.asarray(a) - np.asarray(b)).max()
        assert d < tol, d


def check_numpy(case, steps, ev):
    net = NpNet(case)
    for s in steps:
        b = case["batches"][s["batch"]]
        x, y = np.array(b["x"]), np.array(b["y"])
        if case["settings"]["kind"] == "float":      # central differences as well
            h = 1e-6
            base = copy.deepcopy((net.rm, net.rv))
            for l in range(NL):
                for k in net.p[l]:
                    w = net.p[l][k]
                    if w is None:
                        continue
                    fd = np.zeros_like(w)
                    for idx in np.ndindex(w.shape):
                        o = w[idx]
                        w[idx] = o + h
                        u = net.loss_grad(x, y, backward=False)[0]
                        w[idx] = o - h
                        v = net.loss_grad(x, y, backward=False)[0]
                        w[idx] = o
                        fd[idx] = (u - v) / (2 * h)
                    close(fd, s["grad"][l][k], 1e-7)
            net.rm, net.rv = base
        loss, z, g = net.loss_grad(x, y)
        close(loss, s["loss"])
        close(z, s["logits"])
        assert int((z.argmax(1) == y).sum()) == s["correct"]
        for l in range(NL):
            for k in g[l]:
                close(g[l][k], s["grad"][l][k])
        net.update(g)
        for l in range(NL):
            for k in g[l]:
                close(net.p[l][k], s["after"][l][k])
            r = s["running"][l]
            close(net.rm[l], r and r["mean"])
            close(net.rv[l], r and r["var"])
            q = s["ranges"][l]
            assert (q is None) == (net.rng[l] is None)
            if q:
                for k in q:
                    close(q[k], net.rng[l][k])
    b = case["batches"][ev["batch"]]
    loss, z, _ = net.loss_grad(np.array(b["x"]), np.array(b["y"]), train=False, backward=False)
    close(loss, ev["loss"])
    close(z, ev["logits"])
    assert int((z.argmax(1) == np.array(b["y"])).sum()) == ev["correct"]


# ------------------------------------------------------------------ cases
def opt(name, lr, momentum=None, wd=0.0):
    ad = name != "sgd"
    return {"name": name, "lr": lr, "momentum": None if ad else (momentum or 0.0),
            "beta1": 0.9 if ad else None, "beta2": 0.999 if ad else None, "eps": 1e-8 if ad else None,
            "weight_decay": wd}


def settings(kind, **k):
    bn = k.get("batch_norm", "all")
    s = {"kind": kind, "layers": LAYERS, "input": "float", "batch_norm": bn,
         "batch_norm_layers": [bn == "all" or (bn == "hidden" and l < NL - 1) for l in range(NL)],
         "bn_eps": EPS, "bn_momentum": MOM, "float_layers": [], "activation": "sign",
         "activation_surrogate": None, "weight_surrogate": None,
         "swish_beta": BETA if kind == "bnn" else None, "clip_weights": False, "quant": None,
         "loss": "cross_entropy", "optimizer": None}
    assert set(k) <= set(s), k
    s.update(k)
    return s


def make_initial(st, rs, wscale):
    out = []
    for l in range(NL):
        o, i = LAYERS[l + 1], LAYERS[l]
        bn = st["batch_norm_layers"][l]
        f = lambda a: np.float32(a).astype(float).tolist()
        sc = 1.3 if l in st["float_layers"] else wscale
        out.append({"W": f(rs.uniform(-sc, sc, (o, i))),
                    "b": None if bn else f(rs.uniform(-0.5, 0.5, o)),
                    "gamma": [1.0] * o if bn else None, "beta": [0.0] * o if bn else None,
                    "running_mean": [0.0] * o if bn else None, "running_var": [1.0] * o if bn else None})
    return out


def make_batches(rs):
    out = []
    for n in (6, 6, 4, 6):
        x = np.round(rs.randn(n, LAYERS[0]) * 64) / 64
        out.append({"x": (x + 0.0).tolist(), "y": rs.randint(0, LAYERS[-1], n).tolist()})
    return out


def zero_list(steps):
    det = []
    for l in range(NL):
        for k in ("W", "b", "gamma", "beta"):
            if steps[0]["grad"][l][k] is None:
                continue
            g = [np.abs(np.array(s["grad"][l][k])).max() for s in steps]
            hit = [i + 1 for i, v in enumerate(g) if v < 1e-12]
            if hit and max(g[i - 1] for i in hit) > 0:
                det.append({"layer": l, "tensor": k, "steps": hit})
            elif hit:
                raise Reject("dead tensor")
    return det


def deviation(a, b, det):
    (sa, ea), (sb, eb) = a, b
    skip = {(d["layer"], d["tensor"]) for d in det}
    dev = {k: 0.0 for k in ("loss", "grad", "after", "running", "ranges", "evaluation_loss")}

    def up(k, u, v):
        if u is not None:
            dev[k] = max(dev[k], float(np.abs(np.array(u) - np.array(v)).max()))
    for s, t in zip(sa, sb):
        if s["correct"] != t["correct"]:
            raise Reject("float32 correct")
        up("loss", s["loss"], t["loss"])
        for l in range(NL):
            for w in ("grad", "after"):
                for k in s[w][l]:
                    if (l, k) not in skip:
                        up(w, s[w][l][k], t[w][l][k])
            for w in ("running", "ranges"):
                for k in (s[w][l] or {}):
                    up(w, s[w][l][k], t[w][l][k])
    up("evaluation_loss", ea["loss"], eb["loss"])
    return dev


def search(name, st, base_seed, wscale=1.0, want=(), expect_zero=()):
    zm = MARGIN
    if expect_zero:
        zm = 1.05 * len(STEP_BATCHES) * st["optimizer"]["lr"]
    why = {}
    for k in range(200000):
        seed = base_seed + k
        rs = np.random.RandomState(seed)
        case = {"name": name, "type": "training", "settings": st}
        case["batches"] = make_batches(rs)
        case["initial"] = make_initial(st, rs, wscale)
        tr = Track(zm)
        try:
            steps, ev = run(case, torch.float64, tr)
            det = zero_list(steps)
            if [(d["layer"], d["tensor"], len(d["steps"])) for d in det] != \
                    [(l, t, 4) for l, t in expect_zero]:
                raise Reject("zero list %r" % det)
            for w in want:
                if tr.c.get(w, 0) == 0:
                    raise Reject("no " + w)
            if not 0 < sum(s["correct"] for s in steps) < sum(len(case["batches"][b]["y"]) for b in STEP_BATCHES):
                raise Reject("correct")
            dev = None
            for ps in (1, 2, 3):
                d = deviation((steps, ev), run(case, torch.float32, Track(active=False), ps), det)
                dev = d if dev is None else {q: max(dev[q], d[q]) for q in d}
            if dev["after"] > 1e-5 or dev["grad"] > 1e-5 or dev["loss"] > 1e-5 or dev["evaluation_loss"] > 1e-5:
                raise Reject("float32 deviation")
        except Reject as e:
            why[str(e)[:30]] = why.get(str(e)[:30], 0) + 1
            continue
        check_numpy(case, steps, ev)
        print("%-44s tries %5d  f32dev %.1e/%.1e  %s" % (name, k + 1, dev["grad"], dev["after"], tr.c), flush=True)
        return {"name": name, "type": "training", "settings": st, "initial": case["initial"],
                "batches": case["batches"], "steps": steps, "evaluation": ev,
                "zero_in_exact_arithmetic": sorted({d["layer"] for d in det}),
                "zero_in_exact_arithmetic_detail": det, "margins": tr.m,
                "margin_required": {"default": MARGIN, "gradient": GMARGIN, "sign_of_z": zm},
                "float32_deviation": dev, "coverage": tr.c, "seed": seed}
    raise SystemExit("no seed for %s: %r" % (name, why))


def training_groups():
    g1 = []
    for i, s in enumerate(SURR):
        st = settings("bnn", activation_surrogate=s, weight_surrogate=s, clip_weights=s == "clipped",
                      optimizer=opt("adam", 0.005 if s == "identity" else 0.02))
        want = ["weight_sign_flips"] + (["weights_clipped", "activation_surrogate_masked"] if s == "clipped" else [])
        g1.append(search("bnn_all_bn_" + s, st, 1000000 * (i + 1), want=want,
                         expect_zero=[(0, "beta"), (1, "beta")] if s == "identity" else ()))
    g2 = []
    A = lambda **k: settings("bnn", optimizer=opt("adam", 0.02), **k)
    fl = ["weight_sign_flips"]
    for i, (n, st, sc, want) in enumerate([
        ("bnn_first_layer_float", A(float_layers=[0], activation_surrogate="clipped", weight_surrogate="clipped",
                                    clip_weights=True), 1.0, fl + ["weights_clipped"]),
        ("bnn_last_layer_float", A(float_layers=[2], activation_surrogate="tanh", weight_surrogate="tanh"), 1.0, fl),
        ("bnn_hidden_bn", A(batch_norm="hidden", activation_surrogate="approx-sign",
                            weight_surrogate="approx-sign"), 1.0, fl),
        ("bnn_no_bn_binary_input", A(batch_norm="none", input="binary", activation_surrogate="swish-sign",
                                     weight_surrogate="tanh"), 1.0, fl),
        ("bnn_no_bn_binary_input_clipped_sgd", settings(
            "bnn", batch_norm="none", input="binary", activation_surrogate="identity", weight_surrogate="clipped",
            clip_weights=True, optimizer=opt("sgd", 0.05, 0.9)), 1.0, fl + ["weights_clipped"]),
        ("bnn_weight_clipped_activation_approx-sign", A(weight_surrogate="clipped",
                                                        activation_surrogate="approx-sign"), 1.3,
         fl + ["weight_surrogate_masked"]),
        ("bnn_weight_approx-sign_activation_clipped", A(weight_surrogate="approx-sign",
                                                        activation_surrogate="clipped"), 1.3,
         fl + ["activation_surrogate_masked"]),
    ]):
        g2.append(search(n, st, 1000000 * (i + 11), sc, want))
    SGD, ADAM, ADAMW = opt("sgd", 0.1, 0.9, 0.01), opt("adam", 0.02, wd=0.01), opt("adamw", 0.02, wd=0.1)
    O = {"sgd": SGD, "adam": ADAM, "adamw": ADAMW}
    g3 = []
    plan = [("relu", b, o, "cross_entropy") for b in ("none", "hidden") for o in ("sgd", "adam", "adamw")]
    plan += [("tanh", "none", "adam", "cross_entropy"), ("tanh", "hidden", "sgd", "cross_entropy"),
             ("hard-tanh", "none", "adamw", "cross_entropy"), ("hard-tanh", "hidden", "adam", "cross_entropy"),
             ("sigmoid", "none", "sgd", "cross_entropy"), ("sigmoid", "hidden", "adamw", "cross_entropy"),
             ("tanh", "none", "sgd", "mse")]
    for i, (a, b, o, lo) in enumerate(plan):
        st = settings("float", activation=a, batch_norm=b, optimizer=O[o], loss=lo)
        want = {"relu": ["relu_off"], "hard-tanh": ["hard_tanh_saturated"]}.get(a, [])
        g3.append(search("float_%s_bn-%s_%s%s" % (a, b, o, "_mse" if lo == "mse" else ""), st,
                         1000000 * (i + 31), 1.0, want))
    g4 = []
    plan = [("relu", b, sch, wb, ab) for b in ("none", "hidden") for sch, wb in (("symmetric", 4), ("affine", 3))
            for ab in (0, 4)]
    plan += [("tanh", "hidden", "symmetric", 4, 4), ("tanh", "hidden", "affine", 3, 4)]
    for i, (a, b, sch, wb, ab) in enumerate(plan):
        st = settings("quant", activation=a, batch_norm=b, quant={
            "scheme": sch, "weight_bits": wb, "activation_bits": ab},
            optimizer=opt("adam", 0.02) if i % 2 == 0 else opt("sgd", 0.1, 0.9))
        g4.append(search("quant_%s%d_act%d_%s_bn-%s" % (sch, wb, ab, a, b), st, 1000000 * (i + 61), 1.0,
                         ["activation_outside_range"] if ab else []))
    return [("1_bnn_surrogates", g1), ("2_bnn_layouts", g2), ("3_float", g3), ("4_quant", g4)]


def schedules():
    E, S, base, N, gamma, mn = 10, 3, 0.01, 3, 0.5, 1e-4
    out = []
    for kind in ("constant", "step", "cosine"):
        for W in (0, 2):
            rates = []
            for e in range(1, E + 1):
                row = []
                for j in range(1, S + 1):
                    s = (e - 1) * S + j
                    ep, Ep = e - W, E - W
                    if e <= W:
                        r = base * s / (W * S)
                    elif kind == "constant":
                        r = base
                    elif kind == "step":
                        r = base * gamma ** ((ep - 1) // N)
                    else:
                        r = mn + (base - mn) * (1 + np.cos(np.pi * (ep - 1) / Ep)) / 2
                    row.append(float(r))
                rates.append(row)
            # torch's own schedulers for the part after the warm-up
            o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base)
            sch = {"constant": lambda: torch.optim.lr_scheduler.LambdaLR(o, lambda e: 1.0),
                   "step": lambda: torch.optim.lr_scheduler.StepLR(o, N, gamma),
                   "cosine": lambda: torch.optim.lr_scheduler.CosineAnnealingLR(o, E - W, mn)}[kind]()
            for e in range(W, E):
                for r in rates[e]:
                    assert abs(r - o.param_groups[0]["lr"]) < 1e-15
                o.step()
                sch.step()
            out.append({"name": "schedule_%s_warmup%d" % (kind, W), "type": "schedule", "settings": {
                "schedule": kind, "epochs": E, "steps_per_epoch": S, "warmup_epochs": W, "base": base,
                "step_every": N if kind == "step" else None, "gamma": gamma if kind == "step" else None,
                "min": mn if kind == "cosine" else None}, "rates": rates})
    return out


def tables():
    xs = torch.tensor(np.float32(-2.05 + 0.10125 * np.arange(41)).astype(float))
    assert xs.dtype == torch.float64 and min((xs.abs() - t).abs().min() for t in (0, 1)) > 1e-3
    out = []
    for n in SURR:
        x = xs.clone().requires_grad_(True)
        v = primitive(n, x)
        (d,) = torch.autograd.grad(v.sum(), x)
        s = surrogate(n, xs)
        assert (d - s).abs().max() < 1e-12, n
        assert np.abs(np_surrogate(n, xs.numpy()) - s.numpy()).max() < 1e-12, n
        x = xs.clone().requires_grad_(True)       # and through the Function used in the network
        Sign.apply(x, n).sum().backward()
        assert torch.equal(x.grad, s)
        out.append({"name": "surrogate_" + n, "type": "table", "what": "surrogate", "function": n,
                    "swish_beta": BETA if n == "swish-sign" else None,
                    "x": lst(xs), "value": lst(v), "derivative": lst(s)})
    for n in ("sign", "relu", "tanh", "hard-tanh", "sigmoid"):
        if n == "sign":
            v, d = torch.where(xs > 0, 1.0, -1.0).double(), None
        else:
            x = xs.clone().requires_grad_(True)
            v = activation(n, x)
            (d,) = torch.autograd.grad(v.sum(), x)
            nv, nd = np_act(n, xs.numpy())
            assert np.abs(nv - lst(v)).max() < 1e-14 and np.abs(nd - d.numpy()).max() < 1e-14
        out.append({"name": "activation_" + n, "type": "table", "what": "activation", "function": n,
                    "swish_beta": None, "x": lst(xs), "value": lst(v), "derivative": lst(d)})
    return out


# ------------------------------------------------------------------ output
def dump_case(c):
    """One line per top-level key, one per step; floats by repr."""
    J = lambda v: json.dumps(v, separators=(",", ":"), allow_nan=False)
    parts = []
    for k, v in c.items():
        if k in ("steps", "initial", "batches", "rates"):
            parts.append('"%s":[\n%s]' % (k, ",\n".join(J(s) for s in v)))
        else:
            parts.append('"%s":%s' % (k, J(v)))
    return "{" + ",\n".join(parts) + "}"


def write(group, cases, index):
    chunks, size = [[]], 0
    for c in cases:
        t = dump_case(c)
        if chunks[-1] and size + len(t) > LIMIT - 200:
            chunks.append([])
            size = 0
        chunks[-1].append((c, t))
        size += len(t) + 2
    for i, ch in enumerate(chunks):
        fn = "%s_%d.json" % (group, i + 1)
        text = '{"oracle":"nn-training-oracle","version":1,"group":"%s","part":%d,"cases":[\n%s]}\n' % (
            group, i + 1, ",\n".join(t for _, t in ch))
        back = json.loads(text)
        assert back["cases"] == [json.loads(json.dumps(c)) for c, _ in ch] == [c for c, _ in ch]
        assert len(text) < 60000, (fn, len(text))
        with open(os.path.join(HERE, fn), "w") as f:
            f.write(text)
        index.append({"file": fn, "group": group, "bytes": len(text), "cases": [c["name"] for c, _ in ch]})


def main():
    index = []
    tb, sc = tables(), schedules()
    for g, cases in training_groups():
        write(g, cases, index)
    write("5_schedules", sc, index)
    write("6_tables", tb, index)
    with open(os.path.join(HERE, "index.json"), "w") as f:
        json.dump({"oracle": "nn-training-oracle", "version": 1, "torch": torch.__version__,
                   "numpy": np.__version__, "files": index}, f, indent=1)
        f.write("\n")
    print("files", len(index), "bytes", sum(i["bytes"] for i in index))


if __name__ == "__main__":
    main()
