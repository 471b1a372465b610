#!/usr/bin/env python3
"""Makes vectors.json: rounds whose outcomes anybody can count again.

Written from docs/fairness.md alone, in another language than the product and sharing nothing with it but the rules.

    python3 docs/fairness/vectors.py > docs/fairness/vectors.json
"""
import hashlib
import hmac
import json
from fractions import Fraction
from math import comb


def words(seed, client, nonce):
    cursor = 0
    while True:
        block = hmac.new(seed.encode(), f"{client}:{nonce}:{cursor}".encode(), hashlib.sha256).digest()
        for at in range(0, 32, 4):
            yield int.from_bytes(block[at : at + 4], "big")
        cursor += 1


def drawer(seed, client, nonce):
    stream = words(seed, client, nonce)

    def draw(below):
        fair = 2**32 // below * below
        return next(word for word in stream if word < fair) % below

    return draw


def dice(choices, _, draw):
    roll = draw(10001)
    under, target = choices["side"] == "under", choices["target"]
    winning = target if under else 10000 - target
    wins = roll < target if under else roll > target
    return {"roll": roll}, wins * Fraction(99, 100) / Fraction(winning, 10001)


def limbo(choices, _, draw):
    reached = min(max(99 * 2**32 // (draw(2**32) + 1), 100), 1_000_000)
    return {"reached": reached}, (reached >= choices["target"]) * Fraction(choices["target"], 100)


def coin_flip(choices, _, draw):
    fell = ["heads", "tails"][draw(2)]
    return {"fell": fell}, (fell == choices["side"]) * Fraction("1.98")


def guess(choices, _, draw):
    drawn = 1 + draw(10)
    return {"drawn": drawn}, (drawn == choices["number"]) * Fraction("9.5")


def drop(choices, _, draw):
    face, on = 1 + draw(6), choices["on"]
    sets = {"low": {1, 2, 3}, "high": {4, 5, 6}, "odd": {1, 3, 5}, "even": {2, 4, 6}}
    winning = sets.get(on) or {1 + ["one", "two", "three", "four", "five", "six"].index(on)}
    return {"face": face}, (face in winning) * Fraction(95, 100) * 6 / len(winning)


def mini_spin(_, __, draw):
    three = {"seven": 24, "bar": 10, "cherry": 5, "lemon": 4}
    reels = [list(three)[draw(4)] for _ in range(3)]
    pays = three[reels[0]] if len(set(reels)) == 1 else 2 * (reels.count("seven") == 2)
    return dict(zip(["left", "middle", "right"], reels)), Fraction(pays)


STRIPS = [
    "SLBCKPRCLPKCLBCPKSLCRPKCLBCLPKRC",
    "LCPKSCRLBPCKLRCPKCLSBLCPRKCLPKCB",
    "SCLRKCPBLCKLPCBKRLCKSPLBCKPCLKBP",
]
PAYS = {"SSS": 500, "RRR": 200, "BBB": 60, "KKK": 40, "PPP": 30, "LLL": 20, "CCC": 10}


def brass_orchard(_, __, draw):
    stops = [draw(32) for _ in range(3)]
    fifths = 0
    for rows in [(1, 1, 1), (0, 0, 0), (2, 2, 2), (0, 1, 2), (2, 1, 0)]:
        line = "".join(strip[(stop + row) % 32] for strip, stop, row in zip(STRIPS, stops, rows))
        fifths += PAYS.get(line, 2 if line.startswith("CC") else 0)
    return {"stops": stops}, Fraction(fifths, 5)


def mines(choices, actions, draw):
    count, tiles, opened, ended = choices["mines"], list(range(25)), [], "left"
    for n in range(count):
        other = n + draw(25 - n)
        tiles[n], tiles[other] = tiles[other], tiles[n]
    places = sorted(tiles[:count])
    pays = Fraction(1)
    rung = lambda gems: Fraction(99 * comb(25, gems), 100 * comb(25 - count, gems))
    for action in actions:
        if action["do"] == "take":
            ended = "taken"
            break
        opened.append(action["tile"])
        if action["tile"] in places:
            pays, ended = Fraction(0), "mine"
            break
        pays = rung(len(opened))
        if len(opened) == 25 - count or rung(len(opened) + 1) > 10_000:
            ended = "top"
            break
    return {"places": places, "opened": opened, "ended": ended}, pays


GAMES = {
    "brass-orchard": brass_orchard,
    "dice": dice,
    "limbo": limbo,
    "mines": mines,
    "coin-flip": coin_flip,
    "guess": guess,
    "mini-spin": mini_spin,
    "drop": drop,
}


def opening(*tiles):
    return [{"do": "open", "tile": tile} for tile in tiles]


TAKE = [{"do": "take"}]
BETS = [
    *[("brass-orchard", {}, [])] * 12,
    *[("mini-spin", {}, [])] * 10,
    *[("dice", {"side": side, "target": target}, []) for side, target in
      [("under", 4950), ("over", 5050), ("under", 200), ("over", 9800), ("under", 9800), ("over", 200)]],
    *[("limbo", {"target": target}, []) for target in [101, 150, 200, 1000, 1_000_000]],
    *[("coin-flip", {"side": side}, []) for side in ["heads", "tails", "heads", "tails"]],
    *[("guess", {"number": number}, []) for number in range(1, 11)],
    *[("drop", {"on": on}, []) for on in
      ["one", "two", "three", "four", "five", "six", "low", "high", "odd", "even"]],
    ("mines", {"mines": 3}, opening(6, 12, 13, 17) + TAKE),
    ("mines", {"mines": 3}, opening(0, 24)),
    ("mines", {"mines": 5}, []),
    ("mines", {"mines": 1}, opening(2) + TAKE),
    ("mines", {"mines": 24}, opening(0)),
    ("mines", {"mines": 10}, opening(*range(25))),
    ("mines", {"mines": 8}, opening(*range(9, 25)) + TAKE),
]
# What chance brings too seldom: the first nonces of a pair at which it happens.
SOUGHT = [
    ("dice", {"side": "under", "target": 5000}, [], lambda facts, passed: passed),
    ("guess", {"number": 3}, [], lambda facts, passed: facts["drawn"] == 3),
    ("limbo", {"target": 10_000}, [], lambda facts, passed: facts["reached"] >= 10_000),
    ("mini-spin", {}, [], lambda facts, passed: set(facts.values()) == {"seven"}),
    ("mines", {"mines": 24}, opening(11), lambda facts, passed: facts["ended"] == "top"),
    ("mines", {"mines": 9}, opening(3, 4, 5, 6), lambda facts, passed: facts["ended"] == "left"),
    ("mines", {"mines": 20}, opening(*range(5)), lambda facts, passed: facts["ended"] == "top"),
]
STAKES = [100, 20, 1, 333, 250_000]


def written(game, choices, actions, seed, client, nonce, stake):
    facts, multiplier = GAMES[game](choices, actions, drawer(seed, client, nonce))
    # What would have been done after the end was never done.
    done = actions[: len(facts["opened"]) + (facts["ended"] == "taken")] if game == "mines" else actions
    return {
        "game": game, "serverSeed": seed, "commitment": hashlib.sha256(seed.encode()).hexdigest(),
        "clientSeed": client, "nonce": nonce, "choices": choices, "actions": done,
        "stake": str(stake), "facts": facts, "win": str(stake * multiplier.numerator // multiplier.denominator),
    }


def main():
    rounds = []
    seeds = [hashlib.sha256(f"cage vectors {n}".encode()).hexdigest() for n in range(5)]
    for pair, (seed, client) in enumerate(zip(seeds, ["orchard-41", "~", "A!b@C#d$E%", "z" * 64])):
        for n, (game, choices, actions) in enumerate(BETS):
            nonce = n + 2**31 * pair  # far nonces too
            rounds.append(written(game, choices, actions, seed, client, nonce, STAKES[(n + pair) % len(STAKES)]))
    seed, client = seeds[-1], "sought"
    for game, choices, actions, is_it in SOUGHT:
        nonce = 0
        while True:
            first = next(words(seed, client, nonce))
            facts, _ = GAMES[game](choices, actions, drawer(seed, client, nonce))
            if is_it(facts, first >= 2**32 // 10001 * 10001):
                break
            nonce += 1
        rounds.append(written(game, choices, actions, seed, client, nonce, 100))
    print("[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in rounds) + "\n]")


main()
