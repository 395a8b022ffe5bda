/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"

static la_ssize_t
add_bytes(struct archive *archive, void *out, const void *bytes, size_t length)
{
	(void)archive;
	buffer_add(out, bytes, length);
	return (la_ssize_t)length;
}

/* No time is set: that of the clock would make each archive another one. */
static bool
add_member(struct archive *archive, const struct zip_member *member)
{
	const size_t length = strlen(member->text);
	struct archive_entry *entry = archive_entry_new();
	bool added;

	archive_entry_set_pathname(entry, member->name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)length);
	added = archive_write_header(archive, entry) == ARCHIVE_OK &&
	        archive_write_data(archive, member->text, length) ==
	                (la_ssize_t)length;
	archive_entry_free(entry);
	return added;
}

bool
zip_write(struct buffer *out, const struct zip_member *members, size_t count,
          char **why)
{
	struct archive *archive = archive_write_new();
	bool written;

	if (!archive) {
		*why = xstrdup(_("there is not enough memory"));
		return false;
	}
	written = archive_write_set_format_zip(archive) == ARCHIVE_OK &&
	          archive_write_set_bytes_in_last_block(archive, 1) ==
	                  ARCHIVE_OK &&
	          archive_write_open(archive, out, NULL, add_bytes, NULL) ==
	                  ARCHIVE_OK;
	for (size_t i = 0; written && i < count; i++)
		written = add_member(archive, &members[i]);
	written = written && archive_write_close(archive) == ARCHIVE_OK;
	if (!written)
		*why = xformat(_("the parts cannot be packed: %s"),
		               archive_error_string(archive));
	archive_write_free(archive);
	return written;
}
