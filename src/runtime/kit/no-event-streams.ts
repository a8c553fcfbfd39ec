/**
 * Stands in for @smithy/core/event-streams in the handlers' bundles: no operation of theirs streams, and the real one
 * makes each cold start load zlib. These are the names that the SDK asks for when one does.
 */
export class EventStreamSerde {
  constructor() { throw new Error('this bundle holds no event streams: take the alias out of scripts/bundle-handlers.ts'); }
}

export const eventStreamSerdeProvider = () => new EventStreamSerde();

/** S3's client asks for this when it is made, for SelectObjectContent alone. */
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
