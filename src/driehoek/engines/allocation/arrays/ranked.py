"""Ranked filling on arrays: the best is filled to its room, then the next; equals share by their rooms.

Many pots at once, each with its own parties. Caps that nest (of a product inside a region) are filled from the inside
out: what the inner filling gives is the room of the outer one. For a worth that is score times money that is exact,
since caps that nest make the greedy filling the best one.
"""

from __future__ import annotations

import numpy as np

from driehoek.engines.allocation.arrays.exact import Ints, scaled
from driehoek.engines.allocation.arrays.within import Rank, within

_BITS = 62


def best_first(pots: Ints, pot_of: Ints, scores: Ints, rooms: Ints, rank: Rank) -> Ints:
    """Fill each pot's parties in order of score.

    Args:
        pots: the money in each pot; together at most 2**60.
        pot_of: per party its pot.
        scores: per party its score in whole proportions; higher goes first.
        rooms: the most that each can take, each at most 2**48 and together at most 2**60.
        rank: settles equal remainders among equals that share the last of a pot.
    """
    return in_order(pots, pot_of, ordered(pot_of, scores), scores, rooms, rank)


def ordered(pot_of: Ints, scores: Ints) -> Ints:
    """The parties by pot and within a pot by score, best first; equals in the order of the arrays.

    Pot, score and place are put in one number where they fit: sorting numbers is many times faster than sorting
    places by two keys.
    """
    if not len(scores):
        return np.zeros(0, np.int64)
    behind = scores.max() - scores
    place = max(len(scores) - 1, 1).bit_length()
    score = int(behind.max()).bit_length()
    if int(pot_of.max()).bit_length() + score + place > _BITS:
        return np.lexsort((behind, pot_of))
    packed = (pot_of << (score + place)) | (behind << place) | np.arange(len(scores))
    packed.sort()
    order: Ints = packed & ((1 << place) - 1)
    return order


def in_order(pots: Ints, pot_of: Ints, order: Ints, scores: Ints, rooms: Ints, rank: Rank) -> Ints:
    """Fill parties whose order is known, so that what needs the order more than once sorts once."""
    if not len(order):
        return np.zeros(0, np.int64)
    pot, room = pot_of[order], rooms[order]
    until = np.cumsum(room)
    starts = np.flatnonzero(np.concatenate([[True], pot[1:] != pot[:-1]]))
    ends = np.append(starts[1:], len(order))
    ceiling = pots[pot[starts]] + until[starts] - room[starts]
    left = np.repeat(ceiling, ends - starts) - until
    full = left >= 0
    left += room
    given = np.where(full, room, np.maximum(left, 0))
    edges = starts + np.add.reduceat(full, starts, dtype=np.int64)
    _share_among_equals(
        given, left, room, _equals_at(edges, starts, ends, scores[order]), lambda at: rank(int(order[at]))
    )
    parts = np.empty_like(given)
    parts[order] = given
    return parts


def _equals_at(edges: Ints, starts: Ints, ends: Ints, score: Ints) -> tuple[Ints, Ints]:
    """Where pots run out among equals: the places in the order where these begin and end."""
    out = edges < ends
    edge, begin, end = edges[out], starts[out], ends[out]
    last = len(score) - 1
    alike = (edge > begin) & (score[np.maximum(edge - 1, 0)] == score[edge])
    alike |= (edge + 1 < end) & (score[np.minimum(edge + 1, last)] == score[edge])
    edge = edge[alike]
    if not len(edge):
        return edge, edge
    turns = np.concatenate([[0], np.flatnonzero(score[1:] != score[:-1]) + 1, [len(score)]])
    number = np.searchsorted(turns, edge, "right")
    return np.maximum(turns[number - 1], begin[alike]), np.minimum(turns[number], end[alike])


def _share_among_equals(given: Ints, left: Ints, room: Ints, blocks: tuple[Ints, Ints], rank: Rank) -> None:
    """Let each block of equals share by their rooms what is left of their pot when they come, by largest remainder."""
    begin, end = (side[left[blocks[0]] > 0] for side in blocks)
    size = end - begin
    if not len(size):
        return
    heads = np.cumsum(size) - size
    block = np.repeat(np.arange(len(size)), size)
    at = np.arange(len(block)) + (begin - heads)[block]
    money, rooms = left[begin], room[at]
    got, rest = scaled(money[block], rooms, np.add.reduceat(rooms, heads)[block])
    odd = money - np.add.reduceat(got, heads)
    by_rest = np.lexsort((-rest, block))
    place = np.arange(len(block)) - heads[block]
    got[by_rest[place < odd[block]]] += 1
    given[at] = got
    edge = heads + odd
    inside = (odd > 0) & (odd < size)
    ties = inside & (rest[by_rest[np.maximum(edge - 1, 0)]] == rest[by_rest[np.minimum(edge, len(block) - 1)]])
    for number in np.flatnonzero(ties).tolist():
        mine = slice(int(begin[number]), int(end[number]))
        given[mine] = within(int(money[number]), room[mine], room[mine], _after(rank, mine.start))


def _after(rank: Rank, offset: int) -> Rank:
    return lambda place: rank(offset + place)
