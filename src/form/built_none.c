/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/built.h"

/* For programs that are linked without the forms form/build.c writes: itself,
 * and the unit tests. In a library, this file is taken only by those. */
const struct built_forms built_forms = {NULL, 0};
