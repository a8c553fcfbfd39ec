import type { CheckovReason } from '../../examples/reference-system/checkov-reasons';

/** What checkov has against a resource. */
export interface Finding {
  readonly check: string;
  /** `AWS::Type.LogicalId`. */
  readonly resource: string;
  readonly text: string;
}

/** A line for each finding that no reason answers, and for each reason that answers none any more. */
export function findingsWithoutReason(findings: readonly Finding[], reasons: readonly CheckovReason[]): string[] {
  const answers = ({ check, resources }: CheckovReason, { check: failed, resource }: Finding) => check === failed && resources.test(resource);
  return [
    ...findings.filter((finding) => !reasons.some((reason) => answers(reason, finding))).map(({ check, resource, text }) => `${check} ${resource}: ${text}. Mend it, or write why not in examples/reference-system/checkov-reasons.ts`),
    ...reasons.filter((reason) => !findings.some((finding) => answers(reason, finding))).map(({ check, resources }) => `${check} ${resources}: nothing is found any more. Take the reason out of examples/reference-system/checkov-reasons.ts`),
  ];
}
