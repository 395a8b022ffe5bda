/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/sequence.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

/*
 * E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986), in
 * its linear-space form: paths are searched from both ends of a box at once;
 * where they meet, the box is split in two. Diagonal d of the edit graph holds
 * the points x, y with x - y = d.
 */

/* After so many edits from either end the search settles for the point that
 * came furthest: the work on a box is then in proportion to its length. */
#define EDITS_MOST 64

struct box {
	ptrdiff_t left, right; /* in the old sequence */
	ptrdiff_t top, bottom; /* in the new one */
};

/* The furthest points of one direction, by diagonal. */
struct front {
	ptrdiff_t *x; /* indexed by diagonals, negative ones too */
	ptrdiff_t low, high;
};

struct search {
	const uint32_t *old;
	const uint32_t *new;
	bool *removed; /* by symbol of the old sequence */
	bool *added;   /* of the new one */
	struct front forward, backward;
};

struct point {
	ptrdiff_t x, y;
};

/* A front grows by a diagonal on either side, inside the box; a neighbour
 * beyond it gets a value that never wins. */
static void
widen(struct front *front, const struct box *box, ptrdiff_t worst)
{
	if (front->low > box->left - box->bottom)
		front->x[--front->low - 1] = worst;
	else
		front->low++;
	if (front->high < box->right - box->top)
		front->x[++front->high + 1] = worst;
	else
		front->high--;
}

/* One more edit from the box's start; true where the fronts meet. */
static bool
step_forward(struct search *search, const struct box *box, bool odd,
             struct point *meet)
{
	struct front *front = &search->forward;
	const struct front *other = &search->backward;

	widen(front, box, -1);
	for (ptrdiff_t d = front->high; d >= front->low; d -= 2) {
		ptrdiff_t x = front->x[d - 1] >= front->x[d + 1]
		                      ? front->x[d - 1] + 1
		                      : front->x[d + 1];
		ptrdiff_t y = x - d;

		while (x < box->right && y < box->bottom &&
		       search->old[x] == search->new[y]) {
			x++;
			y++;
		}
		front->x[d] = x;
		if (odd && d >= other->low && d <= other->high &&
		    other->x[d] <= x) {
			*meet = (struct point){x, y};
			return true;
		}
	}
	return false;
}

static bool
step_backward(struct search *search, const struct box *box, bool odd,
              struct point *meet)
{
	struct front *front = &search->backward;
	const struct front *other = &search->forward;

	widen(front, box, PTRDIFF_MAX);
	for (ptrdiff_t d = front->high; d >= front->low; d -= 2) {
		ptrdiff_t x = front->x[d - 1] < front->x[d + 1]
		                      ? front->x[d - 1]
		                      : front->x[d + 1] - 1;
		ptrdiff_t y = x - d;

		while (x > box->left && y > box->top &&
		       search->old[x - 1] == search->new[y - 1]) {
			x--;
			y--;
		}
		front->x[d] = x;
		if (!odd && d >= other->low && d <= other->high &&
		    x <= other->x[d]) {
			*meet = (struct point){x, y};
			return true;
		}
	}
	return false;
}

static ptrdiff_t
least(ptrdiff_t one, ptrdiff_t other)
{
	return one < other ? one : other;
}

static ptrdiff_t
most(ptrdiff_t one, ptrdiff_t other)
{
	return one > other ? one : other;
}

/* The point of either front that came furthest from its end of the box. */
static struct point
furthest(const struct search *search, const struct box *box)
{
	const struct front *fronts[] = {&search->forward, &search->backward};
	struct point best = {box->left, box->top};
	ptrdiff_t gain = -1;

	for (int side = 0; side < 2; side++) {
		const struct front *front = fronts[side];

		for (ptrdiff_t d = front->low; d <= front->high; d += 2) {
			ptrdiff_t x, y, come;

			if (side == 0)
				x = least(front->x[d],
				          least(box->right, box->bottom + d));
			else
				x = most(front->x[d],
				         most(box->left, box->top + d));
			y = x - d;
			come = side == 0 ? x - box->left + y - box->top
			                 : box->right - x + box->bottom - y;
			if (come > gain) {
				gain = come;
				best = (struct point){x, y};
			}
		}
	}
	return best;
}

/* A point on a path of few edits through the box, which has symbols on both
 * sides that differ at either end. */
static struct point
find_split(struct search *search, const struct box *box)
{
	struct front *forward = &search->forward;
	struct front *backward = &search->backward;
	struct point meet;
	bool odd;

	forward->low = forward->high = box->left - box->top;
	backward->low = backward->high = box->right - box->bottom;
	forward->x[forward->low] = box->left;
	backward->x[backward->low] = box->right;
	odd = ((forward->low - backward->low) & 1) != 0;
	for (int edits = 0; edits < EDITS_MOST; edits++) {
		if (step_forward(search, box, odd, &meet) ||
		    step_backward(search, box, odd, &meet))
			return meet;
	}
	return furthest(search, box);
}

static ptrdiff_t
box_size(const struct box *box)
{
	return box->right - box->left + box->bottom - box->top;
}

/* Marks what differs in the box. Only the smaller half is done by a call of
 * its own, so calls go no deeper than the box can be halved. */
static void
compare_box(struct search *search, struct box box)
{
	for (;;) {
		struct box first, second;
		struct point split;

		while (box.left < box.right && box.top < box.bottom &&
		       search->old[box.left] == search->new[box.top]) {
			box.left++;
			box.top++;
		}
		while (box.left < box.right && box.top < box.bottom &&
		       search->old[box.right - 1] ==
		               search->new[box.bottom - 1]) {
			box.right--;
			box.bottom--;
		}
		if (box.left == box.right || box.top == box.bottom)
			break;
		split = find_split(search, &box);
		first = second = box;
		first.right = second.left = split.x;
		first.bottom = second.top = split.y;
		if (box_size(&first) < box_size(&second)) {
			compare_box(search, first);
			box = second;
		} else {
			compare_box(search, second);
			box = first;
		}
	}
	for (ptrdiff_t x = box.left; x < box.right; x++)
		search->removed[x] = true;
	for (ptrdiff_t y = box.top; y < box.bottom; y++)
		search->added[y] = true;
}

static size_t
collect(const struct search *search, size_t old_count, size_t new_count,
        struct hunk **hunks)
{
	size_t count = 0, capacity = 0;
	size_t x = 0, y = 0;

	*hunks = NULL;
	while (x < old_count || y < new_count) {
		struct hunk hunk = {x, x, y, y};

		while (hunk.old_end < old_count &&
		       search->removed[hunk.old_end])
			hunk.old_end++;
		while (hunk.new_end < new_count && search->added[hunk.new_end])
			hunk.new_end++;
		x = hunk.old_end;
		y = hunk.new_end;
		if (x > hunk.old_start || y > hunk.new_start) {
			*hunks = grow(*hunks, &capacity, count + 1,
			              sizeof(**hunks));
			(*hunks)[count++] = hunk;
		} else {
			x++;
			y++;
		}
	}
	return count;
}

size_t
sequence_compare(const uint32_t *old, size_t old_count, const uint32_t *new,
                 size_t new_count, struct hunk **hunks)
{
	/* Diagonals from -new_count to old_count, and one beyond each end. */
	size_t diagonals = old_count + new_count + 3;
	ptrdiff_t *room = xcalloc(2 * diagonals, sizeof(*room));
	struct search search = {
		.old = old,
		.new = new,
		.removed = xcalloc(old_count + 1, sizeof(bool)),
		.added = xcalloc(new_count + 1, sizeof(bool)),
		.forward = {.x = room + new_count + 1},
		.backward = {.x = room + diagonals + new_count + 1},
	};
	size_t count;

	compare_box(&search, (struct box){0, (ptrdiff_t)old_count, 0,
	                                  (ptrdiff_t)new_count});
	count = collect(&search, old_count, new_count, hunks);
	free(search.removed);
	free(search.added);
	free(room);
	return count;
}
