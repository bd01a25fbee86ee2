/* SPDX-License-Identifier: MIT */
/* requirement.c: what an item's requirement tells. */
#include "api.h"
#include "catalog/catalog.h"

static const struct taizhang_date no_date;

TAIZHANG_API enum taizhang_kind
taizhang_requirement_kind(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->kind : TAIZHANG_KIND_NONE;
}

TAIZHANG_API long taizhang_requirement_least(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->least : -1;
}

TAIZHANG_API long taizhang_requirement_most(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->most : -1;
}

TAIZHANG_API long taizhang_requirement_word_limit(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->word_limit : -1;
}

TAIZHANG_API unsigned int
taizhang_requirement_captions(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->captions : 0;
}

TAIZHANG_API unsigned int taizhang_requirement_roles(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->roles : 0;
}

TAIZHANG_API bool taizhang_requirement_all_roles(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->all_roles : false;
}

TAIZHANG_API size_t
taizhang_requirement_num_formats(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->num_formats : 0;
}

TAIZHANG_API const char *
taizhang_requirement_get_format(const struct taizhang_requirement *requirement, size_t index)
{
	return requirement && index < requirement->num_formats ? requirement->format_list[index] : NULL;
}

TAIZHANG_API struct taizhang_date
taizhang_requirement_from(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->from : no_date;
}

TAIZHANG_API struct taizhang_date
taizhang_requirement_to(const struct taizhang_requirement *requirement)
{
	return requirement ? requirement->to : no_date;
}

TAIZHANG_API const char *
taizhang_requirement_basis(const struct taizhang_requirement *requirement)
{
	return requirement && requirement->basis ? requirement->basis : "";
}
