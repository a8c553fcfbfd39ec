import { App, Stack } from 'aws-cdk-lib';

/** A stack with nothing in it. argv[2]: the cloud assembly's folder */
const app = new App({ outdir: process.argv[2] });
new Stack(app, 'Tickets');
app.synth();
