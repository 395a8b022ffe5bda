/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"

#define MEBIBYTE ((size_t)1024 * 1024)
/* Links followed before they are taken for a circle, as the kernel does. */
#define LINK_LIMIT 40
/* Names tried for a file that is kept. */
#define KEPT_NAMES 1000

/* Common to reading and writing; NULL: no words of ours. */
static const char *
path_error(int error)
{
	switch (error) {
	case ENOTDIR:
		return _("a part of this path is a file, not a folder");
	case ELOOP:
		return _("its symbolic links lead in a circle");
	case ENAMETOOLONG:
		return _("this name is too long");
	case EIO:
		return _(
			"the disk reports an error; copy your files to another "
			"disk");
	case ENOMEM:
		return _("there is not enough memory");
	default:
		return NULL;
	}
}

static char *
read_error(int error)
{
	const char *text = path_error(error);
	if (error == ENOENT)
		text = _("there is no such file");
	else if (error == EACCES || error == EPERM)
		text = _(
			"you may not read this file; ask its owner for permission");
	else if (error == EISDIR)
		text = _("this is a folder, not a file");
	else if (error == ENXIO)
		text = _("this is a socket or a device, not a file");
	return xstrdup(text != NULL ? text : strerror(error));
}

char *
file_write_error(int error)
{
	const char *text = path_error(error);
	if (error == ENOENT)
		text = _(
			"the folder for this file does not exist; create it first");
	else if (error == EACCES || error == EPERM)
		text = _(
			"this folder does not let you write; save into another "
			"folder, or ask for permission");
	else if (error == EROFS)
		text = _(
			"this disk is read-only; save into a folder on another "
			"disk");
	else if (error == ENOSPC)
		text = _(
			"the disk is full; make room and save again, or save to "
			"another disk");
	else if (error == EDQUOT)
		text = _("your share of the disk is used up; delete files and "
		         "save again, or save to another disk");
	else if (error == EFBIG)
		text = _(
			"the file is larger than this disk or your limits allow");
	return xstrdup(text != NULL ? text : strerror(error));
}

static char *
kind_error(mode_t mode)
{
	if (S_ISDIR(mode))
		return xstrdup(_("this is a folder, not a file"));
	if (S_ISFIFO(mode))
		return xstrdup(_(
			"this is a pipe, not a file; to read from a pipe, give - "
			"as the file and redirect it to standard input"));
	return xstrdup(_("this is a socket or a device, not a file"));
}

static char *
size_error(size_t limit)
{
	if (limit >= MEBIBYTE)
		return xformat(
			_("this is larger than the %zu MiB that are read"),
			limit / MEBIBYTE);
	return xformat(_("this is larger than the %zu bytes that are read"),
	               limit);
}

/* Whole writes and reads in spite of signals; -1 and errno on failure. */
static ssize_t
read_some(int file, char *bytes, size_t size)
{
	for (;;) {
		ssize_t got = read(file, bytes, size);
		if (got >= 0)
			return got;
		if (errno == EAGAIN || errno == EWOULDBLOCK) {
			/* Standard input that someone else set so. */
			struct pollfd wait = {.fd = file, .events = POLLIN};
			(void)poll(&wait, 1, -1);
		} else if (errno != EINTR) {
			return -1;
		}
	}
}

static bool
read_all(int file, size_t limit, struct buffer *out, char **why)
{
	char bytes[16384];
	struct stat status;
	/* No more than a hint: what is read counts. */
	if (fstat(file, &status) == 0 && status.st_size > 0 &&
	    (uintmax_t)status.st_size <= limit)
		buffer_reserve(out, (size_t)status.st_size);
	for (;;) {
		ssize_t got = read_some(file, bytes, sizeof bytes);
		if (got < 0) {
			*why = read_error(errno);
			return false;
		}
		if (got == 0)
			return true;
		if ((size_t)got > limit - out->length) {
			*why = size_error(limit);
			return false;
		}
		buffer_add(out, bytes, (size_t)got);
	}
}

/* A file, or -1 and *why. Never waits for the other end of a pipe. */
static int
open_regular(const char *path, size_t limit, char **why)
{
	int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (file < 0) {
		*why = read_error(errno);
		return -1;
	}
	struct stat status;
	if (fstat(file, &status) != 0)
		*why = read_error(errno);
	else if (!S_ISREG(status.st_mode))
		*why = kind_error(status.st_mode);
	else if (status.st_size > 0 && (uintmax_t)status.st_size > limit)
		*why = size_error(limit);
	else
		return file;
	(void)close(file);
	return -1;
}

bool
file_read(const char *path, size_t limit, struct buffer *out, char **why)
{
	buffer_clear(out);
	bool standard_input = strcmp(path, "-") == 0;
	int file =
		standard_input ? STDIN_FILENO : open_regular(path, limit, why);
	if (file < 0)
		return false;
	bool good = read_all(file, limit, out, why);
	if (!standard_input)
		(void)close(file);
	if (!good)
		buffer_clear(out);
	return good;
}

/* Where a link leads whose end does not exist yet; NULL and errno if nowhere. */
static char *
follow_links(const char *path)
{
	char *target = xstrdup(path);
	for (int links = 0; links < LINK_LIMIT; links++) {
		char link[PATH_MAX];
		ssize_t length = readlink(target, link, sizeof link - 1);
		if (length < 0)
			return target;
		link[length] = '\0';
		char *next = file_beside(target, link);
		free(target);
		target = next;
	}
	free(target);
	errno = ELOOP;
	return NULL;
}

/* The file that `path` stands for, which need not exist; NULL and errno if it
 * leads nowhere. */
static char *
follow(const char *path)
{
	char *target = realpath(path, NULL);

	if (target == NULL && errno == ENOENT && *path != '\0')
		target = follow_links(path);
	return target;
}

/*
 * The file that `path` stands for, or NULL and *why. `*existing` tells what it
 * is now; its st_nlink is 0 if there is no such file yet.
 */
static char *
find_target(const char *path, struct stat *existing, char **why)
{
	memset(existing, 0, sizeof *existing);
	char *target = follow(path);
	if (target != NULL && stat(target, existing) != 0)
		memset(existing, 0, sizeof *existing);
	if (target == NULL) {
		*why = file_write_error(errno);
		return NULL;
	}
	if (existing->st_nlink > 0 && !S_ISREG(existing->st_mode))
		*why = kind_error(existing->st_mode);
	else if (existing->st_nlink > 0 &&
	         faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) != 0)
		*why = errno == EROFS
		               ? file_write_error(errno)
		               : xstrdup(_("this file is write-protected; save "
		                           "under another name, or remove the "
		                           "protection"));
	else
		return target;
	free(target);
	return NULL;
}

/* `.NAME.XXXXXX` in the folder of `target`, the name cut where it would be too
 * long. */
static char *
temporary_name(const char *target)
{
	const char *slash = strrchr(target, '/');
	const char *name = slash == NULL ? target : slash + 1;
	size_t length = strlen(name);
	size_t most = NAME_MAX - sizeof "..XXXXXX" + 1;
	if (length > most) {
		length = most;
		while (length > 0 &&
		       ((unsigned char)name[length] & 0xC0) == 0x80)
			length--;
	}
	return xformat("%.*s.%.*s.XXXXXX", (int)(name - target), target,
	               (int)length, name);
}

static bool
write_all(int file, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t written = write(file, bytes, size);
		if (written > 0) {
			bytes += written;
			size -= (size_t)written;
		} else if (written == 0) {
			errno = ENOSPC;
			return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

static bool
synchronize(int file)
{
	int result;
	do
		result = fsync(file);
	while (result != 0 && errno == EINTR);
	/* Some file systems cannot, which is not for us to judge. */
	return result == 0 || errno == EINVAL || errno == ENOTSUP;
}

/*
 * Gives the new file the old one's mode and owner, or the mode of the umask.
 * Only root may give files away: if the owner cannot be kept, the mode is,
 * except the bits that would then lend another's rights.
 */
static bool
copy_attributes(int file, const struct stat *existing)
{
	if (existing->st_nlink == 0) {
		mode_t mask = umask(0);
		(void)umask(mask);
		return fchmod(file, 0666 & ~mask) == 0;
	}
	struct stat status;
	if (fstat(file, &status) != 0)
		return false;
	mode_t mode = existing->st_mode & 07777;
	bool owner = status.st_uid == existing->st_uid ||
	             fchown(file, existing->st_uid, (gid_t)-1) == 0;
	bool group = status.st_gid == existing->st_gid ||
	             fchown(file, (uid_t)-1, existing->st_gid) == 0;
	if (!owner || !group)
		mode &= 0777;
	return fchmod(file, mode) == 0;
}

/* What has been renamed is there; that the folder is synced too cannot be
 * undone if it fails. */
void
file_sync_folder(const char *target)
{
	char *folder = file_beside(target, ".");
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file >= 0) {
		(void)synchronize(file);
		(void)close(file);
	}
	free(folder);
}

/* Syncs and closes what was written, if that was `good`; errno tells what
 * failed first. */
static bool
finish(int file, bool good)
{
	good = good && synchronize(file);
	int error = errno;
	if (close(file) != 0 && good && errno != EINTR) {
		good = false;
		error = errno;
	}
	errno = error;
	return good;
}

/* Fills the temporary file and puts it in the target's place; errno tells what
 * failed. Closes `file`. */
static bool
fill_and_rename(int file, const char *temporary, const char *target,
                const struct stat *existing, const char *bytes, size_t size)
{
	bool good =
		write_all(file, bytes, size) && copy_attributes(file, existing);
	return finish(file, good) && rename(temporary, target) == 0;
}

bool
file_replace(const char *path, const void *bytes, size_t size, char **why)
{
	struct stat existing;
	char *target = find_target(path, &existing, why);
	if (target == NULL)
		return false;
	char *temporary = temporary_name(target);
	int file = mkostemp(temporary, O_CLOEXEC);
	bool good = file >= 0;
	if (good) {
		good = fill_and_rename(file, temporary, target, &existing,
		                       bytes, size);
		if (!good) {
			int error = errno;
			(void)unlink(temporary);
			errno = error;
		}
	}
	if (good)
		file_sync_folder(target);
	else
		*why = file_write_error(errno);
	free(temporary);
	free(target);
	return good;
}

/* Writes a new file of that name, never an old one; -1 and errno. */
static int
write_new(const char *name, const struct buffer *bytes, mode_t mode)
{
	int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return -1;
	bool good = write_all(file, bytes->data, bytes->length) &&
	            fchmod(file, mode) == 0;
	if (finish(file, good))
		return 0;
	int error = errno;
	(void)unlink(name);
	errno = error;
	return -1;
}

char *
file_keep(const char *path, char **why)
{
	struct buffer bytes = {0};
	if (!file_read(path, FILE_LIMIT, &bytes, why))
		return NULL;
	struct stat status;
	if (stat(path, &status) != 0)
		status.st_mode = 0600;
	char *name = NULL;
	int result = -1;
	for (unsigned i = 1; i < KEPT_NAMES; i++) {
		free(name);
		name = i == 1 ? xformat("%s.orig", path)
		              : xformat("%s.orig.%u", path, i);
		result = write_new(name, &bytes, status.st_mode & 0777);
		if (result == 0 || errno != EEXIST)
			break;
	}
	buffer_free(&bytes);
	if (result == 0)
		return name;
	char *error = file_write_error(errno);
	*why = xformat(_("the old file cannot be kept as %s: %s"), name, error);
	free(error);
	free(name);
	return NULL;
}

bool
file_has_other_names(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && status.st_nlink > 1;
}

char *
file_beside(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL || name[0] == '/')
		return xstrdup(name);
	return xformat("%.*s%s", (int)(slash + 1 - path), path, name);
}

char *
file_companion(const char *path, const char *ending)
{
	char *target = follow(path);
	const char *slash;
	char *name, *companion;

	if (target == NULL)
		return NULL;
	slash = strrchr(target, '/');
	name = xformat(".%s.%s", slash != NULL ? slash + 1 : target, ending);
	companion = file_beside(target, name);
	free(name);
	free(target);
	return companion;
}

bool
file_ends_with(const char *path, const char *ending)
{
	size_t length = strlen(path);

	return ending != NULL && length > strlen(ending) &&
	       strcasecmp(path + length - strlen(ending), ending) == 0;
}

bool
file_is_yaml(const char *path)
{
	return file_ends_with(path, ".yaml") || file_ends_with(path, ".yml");
}

bool
file_is_same(const char *path, const char *other)
{
	struct stat one, two;

	return stat(path, &one) == 0 && stat(other, &two) == 0 &&
	       one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

bool
file_is_still(int file, const char *path)
{
	struct stat opened, named;

	return fstat(file, &opened) == 0 && lstat(path, &named) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

bool
file_exists(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0;
}
