/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_RULE_LOAD_H
#define FORM_RULE_LOAD_H

/* Inside form/ only: the values of a rule's parameters. */

#include "form/rule.h"
#include "form/schema.h"

/* Verifies the value of a parameter and puts it into the rule. */
void parameter_load(struct loader *loader, struct rule *rule,
                    const struct parameter *parameter,
                    const struct yaml_node *node);

#endif
