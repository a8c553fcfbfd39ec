/** What a function answers to a batch of messages or records: those it did not handle (ReportBatchItemFailures). */
export interface BatchFailures {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
