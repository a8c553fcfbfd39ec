import { CHECKOV_REASONS } from '../../examples/reference-system/checkov-reasons';
import { findingsWithoutReason } from '../../scripts/checkov/reasons';

const open = { check: 'CKV_AWS_53', resource: 'AWS::S3::Bucket.Site1234', text: 'Ensure S3 bucket has block public ACLs enabled (/Site.template.json)' };
const reason = { check: 'CKV_AWS_53', resources: /^AWS::S3::Bucket\.Site/, reason: 'It is a test.' };

test('a finding with a reason passes', () => expect(findingsWithoutReason([open], [reason])).toEqual([]));

test('fails for a finding without one, of this check and this resource', () => {
  const told = ['CKV_AWS_53 AWS::S3::Bucket.Site1234: Ensure S3 bucket has block public ACLs enabled (/Site.template.json). Mend it, or write why not in examples/reference-system/checkov-reasons.ts'];
  expect(findingsWithoutReason([open], [])).toEqual(told);
  expect(findingsWithoutReason([open], [{ ...reason, check: 'CKV_AWS_54' }])).toEqual(expect.arrayContaining(told));
  expect(findingsWithoutReason([open], [{ ...reason, resources: /^AWS::S3::Bucket\.Logs/ }])).toEqual(expect.arrayContaining(told));
});

test('fails for a reason that answers nothing any more', () => {
  expect(findingsWithoutReason([], [reason])).toEqual([expect.stringContaining('nothing is found any more')]);
});

test('each check has one reason, written as a sentence', () => {
  expect(new Set(CHECKOV_REASONS.map(({ check }) => check)).size).toBe(CHECKOV_REASONS.length);
  for (const { reason: written } of CHECKOV_REASONS) { expect(written).toMatch(/^[A-Z].{40,}\.$/); }
});
