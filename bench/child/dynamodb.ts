import { DynamoDbStub } from '../../test/support/dynamodb-stub';

/** The table, in a process of its own: what it costs is not the handler's. */
void new DynamoDbStub('Tickets', 'id').listen().then((endpoint) => process.send!(endpoint));
process.on('disconnect', () => process.exit());
