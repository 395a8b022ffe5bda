/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_ACCOUNT_H
#define BASE_ACCOUNT_H

/* Who runs the program, and where. */

/* The account's full name, or its name, valid UTF-8; "" if it has none. The
 * caller frees it. */
char *account_name(void);
/* The name of the machine, as it is in a network. The caller frees it. */
char *account_host(void);

#endif
