import { App, aws_cognito as cognito, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { ticketApi, TICKET_SCHEMA } from '../../support/template';

describe('mistakes fail the synth with what, the value, what is allowed and the fix', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a resource twice', () => { const { api } = ticketApi(); api.addResource('tickets', { schema: TICKET_SCHEMA }); }, /'tickets' is there already|"tickets".*Fix/],
    ['a name with a slash', () => ticketApi().api.addResource('a/b', { schema: TICKET_SCHEMA }), /got "a\/b".*Allowed: .*Fix/],
    ['a name in capitals', () => ticketApi().api.addResource('Orders', { schema: TICKET_SCHEMA }), /got "Orders"/],
    ['the auth routes as a name', () => ticketApi().api.addResource('auth', { schema: TICKET_SCHEMA }), /got "auth"/],
    ['a time-out over 29 seconds', () => ticketApi({}, { timeout: Duration.seconds(30) }), /timeout.*got 30.*29/],
    ['memory below 128 MiB', () => ticketApi({}, { memorySize: 64 }), /memorySize.*got 64.*128/],
    ['a throttle of zero', () => ticketApi({ throttle: { rateLimit: 0, burstLimit: 1 } }), /throttle.*got/],
    ['a burst of half a request', () => ticketApi({ throttle: { rateLimit: 1, burstLimit: 1.5 } }), /throttle\.burstLimit is no whole number, got 1\.5/],
    ['half a MiB', () => ticketApi({}, { memorySize: 512.5 }), /memorySize is no whole number, got 512\.5.*Allowed: 128 to 10240 MiB/],
    ['a time-out of a second and a half', () => ticketApi({}, { timeout: Duration.millis(1_500) }), /Stack\/Api\/tickets: timeout is no whole number of seconds, got 1\.5/],
    ['origins known only at deployment, however many', () => ticketApi({ allowedOrigins: Lazy.list({ produce: () => ['https://a.example'] }) }), /allowedOrigins is known only at deployment/],
    ['an ID token of 5 minutes and a second', () => ticketApi({ idTokenValidity: Duration.seconds(301) }), /idTokenValidity is no whole number of minutes, got 301/],
    ['a refresh token known only at deployment', () => ticketApi({ refreshTokenValidity: Duration.seconds(Lazy.number({ produce: () => 3_600 })) }), /refreshTokenValidity is known only at deployment/],
    ['a burst that is missing', () => ticketApi({ authThrottle: { rateLimit: 1 } }), /authThrottle/],
    ['an origin with a path', () => ticketApi({ allowedOrigins: ['https://a.example/app'] }), /got "https:\/\/a.example\/app"/],
    ['an origin without a scheme', () => ticketApi({ allowedOrigins: ['a.example'] }), /got "a.example"/],
    ['a client without its pool', () => { const s = new Stack(new App(), 'S'); ticketApi({ userPoolClient: cognito.UserPoolClient.fromUserPoolClientId(s, 'C', 'c') }); }, /userPoolClient.*userPool/],
    ['an ID token of 4 minutes', () => ticketApi({ idTokenValidity: Duration.minutes(4) }), /idTokenValidity.*got/],
    ['a refresh token of a minute', () => ticketApi({ refreshTokenValidity: Duration.minutes(1) }), /refreshTokenValidity.*got/],
    ['a partition key with a dot', () => ticketApi({}, { partitionKey: 'a.b' }), /partitionKey.*got "a.b"/],
    ['a partition key that is a timestamp', () => ticketApi({}, { partitionKey: 'version' }), /partitionKey.*got "version"/],
    ['a stage name with a space', () => ticketApi({ stageName: 'my stage' }), /stageName.*got "my stage"/],
  ])('fails on %s', (_name, build, message) => {
    expect(build).toThrow(message);
  });
});
