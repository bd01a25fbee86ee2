/* SPDX-License-Identifier: MIT */
/* package_imprints.c: the imprints of the pictures and reports in a package, such as last year's. */
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "base/input.h"
#include "check/imprint.h"
#include "package/package.h"
#include "package/verify_inspect.h"

static int add_survey(struct taizhang_imprints *imprints, const struct tz_looking *looking, const struct taizhang_ledger *ledger,
		      struct taizhang_error *err)
{
	struct tz_survey *survey = tz_looking_survey(looking, ledger, err);
	int result = survey ? tz_imprints_add_survey(imprints, ledger, survey, err) : -1;

	tz_survey_free(survey);
	return result;
}

TAIZHANG_API int taizhang_imprints_add_package(struct taizhang_imprints *imprints, const char *path,
					       const struct taizhang_check_options *options, struct taizhang_error *err)
{
	struct taizhang_check_options how = TAIZHANG_CHECK_OPTIONS_INIT;
	struct taizhang_verify_options verifying = TAIZHANG_VERIFY_OPTIONS_INIT;
	const struct taizhang_input input = tz_input_of_path(path);
	struct taizhang_findings *findings;
	struct taizhang_package *package = NULL;
	struct tz_looking looking = {.facts = NULL};
	struct taizhang_input taken;
	int result = -1;

	if (!imprints || (options && !options->size))
		return tz_error_inval(err, imprints ? "options" : "imprints");
	if (tz_input_take(&taken, &input, err) != 0)
		return -1;
	if (options)
		memcpy(&how, options, options->size < sizeof how ? options->size : sizeof how);
	verifying.threads = how.threads;
	verifying.progress = how.progress;
	findings = taizhang_findings_new(err);
	if (findings && tz_looking_begin(&looking, how.programs, err) == 0) {
		const struct tz_bag_sink sink = tz_looking_sink(&looking);

		result = tz_verify(&taken, &verifying, &sink, findings, &package, err);
	}
	if (result == 0 && !package->ledger)
		result = tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_NOT_A_PACKAGE, path);
	if (result == 0)
		result = add_survey(imprints, &looking, package->ledger, err);
	taizhang_package_free(package);
	tz_looking_end(&looking);
	taizhang_findings_free(findings);
	return result;
}
