/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_INSTALL_H
#define BASE_INSTALL_H

/* Where the program's own files are: in its build tree until it is installed. */

/*
 * `uninstalled` if the running program lies in the folder it was built in,
 * else `installed`.
 */
const char *install_folder(const char *uninstalled, const char *installed);

#endif
