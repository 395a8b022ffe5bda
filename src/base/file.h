/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_FILE_H
#define BASE_FILE_H

/* Whole files in and out. Error texts are in the user's language. */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Reports and forms above this size are refused. */
#define FILE_LIMIT ((size_t)16 * 1024 * 1024)

/*
 * Reads all of `path` ("-": standard input) into `out`. Refuses, without ever
 * blocking, what is not a regular file (standard input apart) and what is
 * larger than `limit` bytes. On failure returns false and `*why` is a text
 * for the user that the caller frees, without the file's name.
 */
bool file_read(const char *path, size_t limit, struct buffer *out, char **why);

/*
 * Replaces `path` by `size` bytes so that the file is old or new, never half:
 * a temporary file beside the target (0600 until renamed), mode and owner
 * kept, fsync, rename, fsync of the folder. The target of a symbolic link is
 * replaced, not the link. A new file gets the mode of the umask. On failure
 * nothing has changed and `*why` is as above.
 */
bool file_replace(const char *path, const void *bytes, size_t size, char **why);

/* A file of ours that belongs to `path`: .NAME.ENDING beside the file that it
 * stands for, its symbolic links followed, so that two names of it meet. NULL
 * if the path leads nowhere. The caller frees it. */
char *file_companion(const char *path, const char *ending);
/* What has been made, renamed or removed beside `target` lasts through
 * a power cut, where the file system can promise that. */
void file_sync_folder(const char *target);
/* Why a file could not be written, by errno, for the user; the caller frees
 * it. */
char *file_write_error(int error);
/*
 * Copies `path`, with its mode, to the first free name of PATH.orig,
 * PATH.orig.2 … and gives that name, which the caller frees. NULL with `*why`
 * as above if that cannot be.
 */
char *file_keep(const char *path, char **why);
/* Replacing it would leave the old bytes under another name (a hard link). */
bool file_has_other_names(const char *path);

/* `name` beside `path`: joins its folder and `name` unless `name` is
 * absolute. The caller frees it. */
char *file_beside(const char *path, const char *name);
/* What `target` is called from the folder that `path` is in ("-": from the
 * working folder): the name that file_beside() takes. NULL if the folder or
 * that of the target is not there. The caller frees it. */
char *file_relative(const char *path, const char *target);
bool file_exists(const char *path);
/* Its name ends so, in either case, with something before it; false for an
 * ending of NULL. */
bool file_ends_with(const char *path, const char *ending);
/* Its name ends as those of reports do: .yaml or .yml. */
bool file_is_yaml(const char *path);
/* Both names lead to the same existing file. */
bool file_is_same(const char *path, const char *other);
/* The open file is still the one of that name: nobody removed it and made it
 * anew since. */
bool file_is_still(int file, const char *path);

#endif
