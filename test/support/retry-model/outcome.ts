/** What an invocation came to: the function's answer, or 'failed' where it threw, timed out, or its process died. */
export type Outcome = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] } | 'failed';
