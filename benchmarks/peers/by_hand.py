"""The same round by hand, as an analyst would write it for this one policy: pandas, NumPy, PuLP for the ranked lots.

Everything is done in bulk, never a row at a time where a column will do: all volumes are parsed as one text, choices
are cut off by cumulative sums, and lines are filled for all contracts at once. The rules are those of
``examples/wlz-2027`` and stand in the code, as they would. Amounts are whole cents in int64.

It writes ``division.csv`` and ``lines.csv``. It gives no reasons, no findings, no fingerprint and no ledger.

    python benchmarks/peers/by_hand.py DOSSIER OUT
"""

from __future__ import annotations

import io
import re
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pulp
import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BASE = {"VV": 964, "GZ": 955, "GGZ": 950}
"""The guideline percentage in thousandths."""
POINTS = {"open": 10, "region": 6, "no": 0}
DECLARED = ("board-statement", "power-of-attorney", "complaints-procedure", "accept-agreement", "accept-messages")
STEPS = {"hour": 60}
CLOSES = pd.Timestamp("2026-07-31T17:00")
_FRONT = re.compile(r"^(?:#.*\n)*")


def table(folder: Path, name: str) -> pd.DataFrame:
    text = _FRONT.sub("", (folder / name).read_text(encoding="utf-8"), count=1)
    return pd.read_csv(io.StringIO(text), sep=";", dtype=str, keep_default_na=False)


def cents(column: pd.Series) -> pd.Series:
    whole = column.str.partition(".")
    return whole[0].astype("int64") * 100 + whole[2].str.ljust(2, "0").str[:2].replace("", "0").astype("int64")


def units_of(column: pd.Series) -> pd.Series:
    """Numbers of units; hours may stand as hours:minutes."""
    parts = column.str.partition(":")
    minutes = pd.to_numeric(parts[2].replace("", "0")) / 60
    return pd.to_numeric(parts[0].replace("", np.nan)) + minutes


def half_up(numerator: pd.Series, denominator: pd.Series | int) -> pd.Series:
    return (2 * numerator + denominator) // (2 * denominator)


def read(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every submission with its answers as columns, and every offered volume."""
    rows, texts = [], []
    for place in sorted((folder / "submissions").iterdir()):
        answers = yaml.load((place / "answers.yaml").read_bytes(), LOADER)
        evidence = {f"doc {item['question']}": str(item["issued_on"]) for item in answers.get("evidence", ())}
        completed = {f"completed {name}": moment for name, moment in (answers.get("completed") or {}).items()}
        rows.append(
            {
                "name": place.name,
                "contract": place.name[:8],
                "received": answers["received"],
                "withdrawn": answers.get("withdrawn_on", ""),
                "lots": answers["lots"],
                "parties": len(answers.get("subcontractors") or ()),
                **answers["answers"],
                **evidence,
                **completed,
            }
        )
        volumes = place / "volumes.csv"
        if volumes.exists():
            _, _, body = volumes.read_text(encoding="utf-8").partition("\n")
            texts.append("".join(f"{place.name};{line}\n" for line in body.splitlines()))
    submissions = pd.DataFrame(rows)
    submissions["received"] = pd.to_datetime(submissions["received"])
    names = ["name", "lot", "product", "quantity", "capacity"]
    offered = pd.read_csv(io.StringIO("".join(texts)), sep=";", names=names, dtype=str, keep_default_na=False)
    return submissions, offered


def admitted(submissions: pd.DataFrame, providers: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Who came in time with the last submission, is complete and meets what is asked."""
    table_ = submissions.merge(providers[["contract", "group", "sector"]], on="contract")
    standing = table_[(table_["withdrawn"] == "") & (table_["received"] <= CLOSES)]
    standing = standing.sort_values("received").groupby("contract", as_index=False).last()
    good = pd.Series(data=True, index=standing.index)
    existing, newcomer = standing["group"] == "existing", standing["group"] == "new"
    for name in DECLARED:
        good &= standing[name] == "yes"
    good &= standing["admission-permit"].notna() & standing["supervisory-body"].notna()
    good &= newcomer | (standing["supervisory-body"] == "yes")
    good &= newcomer | standing["quality-plan"].isin(["certified", "path"])
    good &= ~existing | (standing["client-council-signature"] == "yes")
    good &= standing["insolvent"] == "no"
    excluded = set(decisions.loc[decisions["excluded"] == "yes", "contract"])
    cleared = standing["contract"].isin(set(decisions["contract"]) - excluded)
    good &= (standing["serious-error"] == "no") | cleared
    good &= (standing["subcontracting"] == "no") | (standing["parties"] > 0)
    young = standing["received"].dt.normalize() - pd.DateOffset(months=6)
    good &= pd.to_datetime(standing["doc chamber-of-commerce-extract"]) > young
    good &= existing | (pd.to_datetime(standing["doc ubo-extract"]) > young)
    return standing[good].copy()


def apportion(whole: int, weights: dict[str, int], seed: str) -> dict[str, int]:
    """Largest remainder, ties by the published key."""
    base = sum(weights.values())
    parts = {name: divmod(whole * weight, base) for name, weight in weights.items()}
    left = whole - sum(part for part, _ in parts.values())
    order = sorted(parts, key=lambda name: (-parts[name][1], rank(seed, name)))
    return {name: part + (name in set(order[:left])) for name, (part, _) in parts.items()}


def rank(seed: str, name: str) -> str:
    return sha256(f"{seed}/{name}".encode()).hexdigest()


def priced(folder: Path, entered: pd.DataFrame, offered: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """Every volume of an admitted submission with its price, limit and last year, in whole steps and cents."""
    tariffs = table(folder, "tariffs.csv")
    tariffs = tariffs[
        (tariffs["from"] <= "2027-01-01") & ((tariffs["through"] == "") | (tariffs["through"] >= "2027-01-01"))
    ]
    tariffs = tariffs.assign(maximum=cents(tariffs["maximum"]))[["product", "maximum"]]
    realised = table(folder, "need/realised.csv")[["contract", "lot", "product", "quantity"]]
    lines = offered.merge(entered[["name", "contract", "group", "strategic-plan"]], on="name")
    lines = lines.merge(products, left_on="product", right_on="code").merge(tariffs, on="product")
    lines = lines.merge(realised.rename(columns={"quantity": "before"}), how="left", on=["contract", "lot", "product"])
    lines["unit_steps"] = lines["unit"].map(STEPS).fillna(1).astype("int64")
    for name in ("quantity", "capacity", "before"):
        lines[name] = (units_of(lines[name].fillna("")) * lines["unit_steps"]).round()
    lines["limit"] = lines[["quantity", "capacity"]].min(axis=1).astype("int64")
    lines["before"] = lines["before"].fillna(0).astype("int64")
    regular = lines["lot"].str.startswith("regulier")
    share = lines["sector"].map(BASE) - 20 * (lines["group"] == "new") + 2 * (lines["strategic-plan"] == "yes")
    lines["share"] = share.where(regular, 1000)
    lines["price"] = half_up(lines["maximum"] * lines["share"], 1000)
    lines["asked"] = half_up(lines["limit"] * lines["price"], lines["unit_steps"])
    return lines.sort_values(["lot", "contract", "product"], ignore_index=True)


def by_choice(
    choices: pd.DataFrame, lines: pd.DataFrame, granted: pd.Series, room: pd.Series, left: pd.Series, seed: str
) -> pd.Series:
    """Money follows the client: in order of day while the space of the region lasts."""
    keys = lines[["contract", "lot", "product", "price", "unit_steps"]]
    asked = choices.merge(keys, on=["contract", "lot", "product"])
    asked["steps"] = (units_of(asked["quantity"]) * asked["unit_steps"]).round().astype("int64")
    asked["cost"] = half_up(asked["steps"] * asked["price"], asked["unit_steps"])
    asked = asked.sort_values(["chosen_on", "contract", "product", "steps"], ignore_index=True)
    place = pd.MultiIndex.from_frame(asked[["lot", "contract"]])
    most = (room - granted).clip(lower=0).reindex(place).to_numpy()
    upto = np.minimum(asked.groupby(["lot", "contract"])["cost"].cumsum().to_numpy(), most)
    asked["fits"] = upto
    before = asked.groupby(["lot", "contract"])["fits"].shift(fill_value=0)
    asked["fits"] -= before
    days = asked.groupby(["lot", "chosen_on", "contract"], as_index=False)["fits"].sum()
    total = days.groupby(["lot", "chosen_on"])["fits"].sum()
    after = total.groupby("lot").cumsum()
    available = left.reindex(after.index.get_level_values("lot")).to_numpy()
    whole = pd.Series(after.to_numpy() <= available, index=after.index)
    pot = pd.Series((available - (after - total)).clip(lower=0), index=after.index)
    state = pd.MultiIndex.from_frame(days[["lot", "chosen_on"]])
    days["got"] = days["fits"].where(whole.reindex(state).to_numpy(), 0)
    edge = [key for key, full in whole.items() if not full and pot[key] > 0]
    for lot, day in edge:
        here = days[(days["lot"] == lot) & (days["chosen_on"] == day)]
        parts = apportion(int(pot[lot, day]), dict(zip(here["contract"], here["fits"].tolist(), strict=True)), seed)
        days.loc[here.index, "got"] = here["contract"].map(parts)
    return days.groupby(["lot", "contract"])["got"].sum()


def best_first(scores: pd.DataFrame, room: pd.Series, pots: pd.Series, seed: str) -> dict[tuple[str, str], int]:
    """The ranked lots of the whole country as one linear programme; equal scores share by what they ask."""
    scores = scores.assign(key=[rank(seed, name) for name in scores["contract"]])
    first = scores.sort_values(["score", "key"], ascending=[False, True]).groupby("lot").head(5)
    blocks = first.assign(room=room.reindex(pd.MultiIndex.from_frame(first[["lot", "contract"]])).to_numpy())
    summed = blocks.groupby(["lot", "score"], as_index=False)["room"].sum()
    summed["place"] = summed.groupby("lot")["score"].rank()
    problem = pulp.LpProblem("ranked", pulp.LpMaximize)
    names = [f"x{number}" for number in range(len(summed))]
    amounts = [pulp.LpVariable(name, 0, most) for name, most in zip(names, summed["room"].tolist(), strict=True)]
    problem += pulp.LpAffineExpression(list(zip(amounts, summed["place"].tolist(), strict=True)))
    for lot, places in summed.groupby("lot").groups.items():
        problem += pulp.LpAffineExpression([(amounts[place], 1) for place in places]) <= int(pots[lot])
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
    got = {}
    for (_, row), amount in zip(summed.iterrows(), amounts, strict=True):
        block = blocks[(blocks["lot"] == row["lot"]) & (blocks["score"] == row["score"])]
        weights = dict(zip(block["contract"], block["room"].tolist(), strict=True))
        parts = apportion(round(amount.value()), weights, seed) if sum(weights.values()) else {}
        got.update({(row["lot"], name): money for name, money in parts.items()})
    return got


def scored(folder: Path, entered: pd.DataFrame) -> pd.DataFrame:
    """The total of each proposal, times four hundred so that it is whole; below half the marks it is out."""
    marks = table(folder, "marks.csv")
    marks["points"] = pd.to_numeric(marks["points"])
    mean = marks.groupby(["contract"])["points"].mean()
    exploded = entered.explode("lots")
    made = exploded[exploded["lots"].str.startswith("innovatie")].rename(columns={"lots": "lot"})
    made = made.assign(mark=made["contract"].map(mean))
    made = made[made["mark"] >= 5]
    saved = pd.to_numeric(made["innovation-hours-saved"]).clip(0, 20)
    total = made["mark"] * 200 + saved * 60 + made["innovation-shared"].map(POINTS) * 80
    return made[["lot", "contract"]].assign(score=total.round().astype("int64"))


def fill(lines: pd.DataFrame, granted: pd.Series, seed: str) -> pd.DataFrame:
    """Money into whole steps: chosen, last year, the rest; then a step less or more while the money allows."""
    place = pd.MultiIndex.from_frame(lines[["lot", "contract"]])
    group = place.codes[0].astype("int64") * len(place.levels[1]) + place.codes[1]
    _, group = np.unique(group, return_inverse=True)
    units, price, limit = (lines[name].to_numpy() for name in ("unit_steps", "price", "limit"))
    scale = np.ones(group.max() + 1, dtype="int64")
    np.maximum.at(scale, group, units)
    each = price * (scale[group] // units)
    money = granted.reindex(place).to_numpy()
    left = np.zeros(len(scale), dtype="int64")
    left[group] = money * scale[group]
    chosen = np.minimum(lines["chosen"].to_numpy(), limit)
    before = np.minimum(lines["before"].to_numpy(), limit - chosen)
    steps, lost = np.zeros_like(limit), np.zeros(len(lines), dtype=object)
    for layer in (chosen, before, limit - chosen - before):
        cost = np.bincount(group, weights=None, minlength=len(scale)) * 0
        np.add.at(cost, group, layer * each)
        bought = np.minimum(left, cost)
        product = layer.astype(object) * bought[group]  # beyond 64 bits for the largest providers
        base = np.where(cost[group] > 0, cost[group], 1).astype(object)
        steps += (product // base).astype("int64")
        lost += product % base
        left -= bought
    keys = {name: rank(seed, name) for name in lines["product"].unique()}
    return settle(lines.assign(steps=steps, lost=lost, key=lines["product"].map(keys), money=money, group=group))


def settle(lines: pd.DataFrame) -> pd.DataFrame:
    """Give back what rounding took too much, then one step more for who lost most."""
    amount = half_up(lines["steps"] * lines["price"], lines["unit_steps"])
    left = (lines["money"] - amount.groupby(lines["group"]).transform("sum")).to_numpy().copy()
    order = lines.sort_values(["group", "lost", "product"]).index.to_numpy()
    steps, group = lines["steps"].to_numpy().copy(), lines["group"].to_numpy()
    price, units, limit = (lines[name].to_numpy() for name in ("price", "unit_steps", "limit"))
    room = np.zeros(group.max() + 1, dtype="int64")
    room[group] = left

    def cost(place: int, by: int) -> int:
        return int(
            half_up((steps[place] + by) * price[place], units[place])
            - half_up(steps[place] * price[place], units[place])
        )

    for place in order[room[group[order]] < 0]:
        if room[group[place]] < 0 and steps[place] and price[place]:
            room[group[place]] -= cost(place, -1)
            steps[place] -= 1
    grow = lines.assign(least=-lines["lost"]).sort_values(["group", "least", "key"])
    turn = grow.groupby("group").cumcount().to_numpy()
    index = grow.index.to_numpy()
    for number in range(turn.max() + 1):
        at = index[turn == number]
        more = half_up((steps[at] + 1) * price[at], units[at]) - half_up(steps[at] * price[at], units[at])
        fits = (steps[at] < limit[at]) & (more <= room[group[at]])
        steps[at[fits]] += 1
        room[group[at[fits]]] -= more[fits]
    lines = lines.assign(steps=steps)
    return lines.assign(amount=half_up(lines["steps"] * lines["price"], lines["unit_steps"]))


def divide(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    policy = yaml.load((folder / "policy.yaml").read_bytes(), LOADER)
    seed = policy["division"]["tie_key"]
    providers, products = (
        table(folder, "providers.csv"),
        table(folder, "products.csv")[["code", "name", "sector", "unit"]],
    )
    submissions, offered = read(folder)
    entered = admitted(submissions, providers, table(folder, "decisions.csv"))
    lines = priced(folder, entered, offered, products.rename(columns={"name": "title"}))
    scores = scored(folder, entered)
    taking = set(zip(scores["lot"], scores["contract"], strict=True))
    keep = [
        lot.startswith("regulier") or (lot, who) in taking
        for lot, who in zip(lines["lot"], lines["contract"], strict=True)
    ]
    lines = lines[keep].reset_index(drop=True)
    room = lines.groupby(["lot", "contract"])["asked"].sum()
    spaces = table(folder, "space.csv")
    spaces = (
        spaces[spaces["known_on"] <= "2026-10-09"]
        .sort_values("known_on")
        .groupby(["pool", "frame"], as_index=False)
        .last()
    )
    spaces["lot"] = np.where(spaces["frame"] == "regular", "regulier", "innovatie") + spaces["pool"].str.removeprefix(
        "regio"
    )
    left = spaces.set_index("lot")["amount"].pipe(cents)
    regular = left.index.str.startswith("regulier")
    left = left - (left * 3 // 100).where(regular, 0)
    realised = table(folder, "need/realised.csv")
    realised = realised.assign(amount=cents(realised["amount"])).groupby(["lot", "contract"])["amount"].sum()
    is_regular = room.index.get_level_values("lot").str.startswith("regulier")
    last_year = realised.reindex(room.index, fill_value=0)
    granted = np.minimum(-(-last_year * 9 // 10), room).where(is_regular, 0)
    needed = granted.groupby("lot").sum()
    for lot in needed.index[needed > left.reindex(needed.index)]:
        parts = apportion(int(left[lot]), granted[lot].to_dict(), seed)
        granted.loc[lot] = pd.Series(parts).reindex(granted[lot].index).to_numpy()
    left = left.sub(granted.groupby("lot").sum(), fill_value=0).astype("int64")
    choices = table(folder, "need/choices.csv")[["contract", "lot", "product", "quantity", "chosen_on"]]
    granted = granted.add(by_choice(choices, lines, granted, room, left, seed), fill_value=0).astype("int64")
    for place, money in best_first(scores, room, left, seed).items():
        granted[place] += money
    for _, row in table(folder, "adjustments.csv").iterrows():
        assert granted[row["lot"], row["contract"]] == cents(pd.Series([row["amount_from"]]))[0], "a stale adjustment"
        granted[row["lot"], row["contract"]] = cents(pd.Series([row["amount_to"]]))[0]
    steps = units_of(choices["quantity"]).groupby([choices["lot"], choices["contract"], choices["product"]]).sum()
    where = pd.MultiIndex.from_frame(lines[["lot", "contract", "product"]])
    lines["chosen"] = (steps.reindex(where, fill_value=0).to_numpy() * lines["unit_steps"]).round().astype("int64")
    lines = fill(lines, granted, seed)
    verify(lines, granted, spaces.set_index("lot")["amount"].pipe(cents))
    agreed = lines.groupby(["lot", "contract"])["amount"].sum()
    return pd.DataFrame({"granted": granted, "agreed": agreed}).reset_index(), lines[lines["steps"] > 0]


def verify(lines: pd.DataFrame, granted: pd.Series, space: pd.Series) -> None:
    """Never a cent over, nothing negative, nothing beyond the offer."""
    assert (granted.groupby("lot").sum() <= space.reindex(granted.groupby("lot").sum().index)).all()
    assert (granted >= 0).all()
    assert ((lines["steps"] >= 0) & (lines["steps"] <= lines["limit"])).all()
    assert (lines.groupby("group")["amount"].sum() <= lines.groupby("group")["money"].first()).all()


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    division, lines = divide(folder)
    out.mkdir(parents=True, exist_ok=True)
    division.to_csv(out / "division.csv", sep=";", index=False)
    columns = ["lot", "contract", "product", "title", "unit", "steps", "maximum", "share", "price", "amount"]
    lines[columns].to_csv(out / "lines.csv", sep=";", index=False)
    print(f"{len(division)} grants, {len(lines)} lines")


if __name__ == "__main__":
    main()
