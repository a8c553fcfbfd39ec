import { github } from 'projen';

const { READ, WRITE } = github.workflows.JobPermission;
const CONFIGURE_CREDENTIALS = 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c'; // v6.2.3
const NODE = { node: { version: '20.x' } };
const OUT = 'delivery-out';

/** How long a deployment is watched, in minutes: two periods of the slowest alarm that tells of errors. */
const WATCHED = 10;

const deliver = (command: string, stage: string, ...more: string[]) => ['npm run deliver --', command, '--stage', stage, ...more].join(' ');

const upload = (name: string, path: string, days: number): github.workflows.JobStep => ({
  name: `Keep ${name}`,
  uses: github.ActionRefs.ACTIONS_UPLOAD_ARTIFACT,
  with: { 'name': name, 'path': path, 'retention-days': days, 'if-no-files-found': 'error', 'include-hidden-files': true },
});

const INSTALL: github.workflows.JobStep[] = [
  { name: 'Checkout', uses: github.ActionRefs.ACTIONS_CHECKOUT },
  { name: 'Install dependencies', run: 'npm ci' },
];

/** The reference system's way to its accounts (K1), and what a pull request is told of it. Every step is a command of its own code. */
export function addDelivery(gitHub: github.GitHub) {
  addDeliveryWorkflow(gitHub);
  addDifferencesWorkflow(gitHub);
}

function addDeliveryWorkflow(gitHub: github.GitHub) {
  const workflow = new github.GithubWorkflow(gitHub, 'delivery', { limitConcurrency: true, concurrencyOptions: { group: 'delivery', cancelInProgress: false } });
  workflow.on({ push: { branches: ['main'] }, workflowDispatch: {} });
  workflow.addJobs({
    build: buildJob(),
    staging: deployJob('staging', 'build', true),
    production: deployJob('production', 'staging', false), // its environment asks for an approval
  });
}

function buildJob(): github.workflows.Job {
  const synthesise = (stage: string): github.workflows.JobStep => ({
    name: `Make the assembly of ${stage}`,
    env: { CDK_DEFAULT_ACCOUNT: `\${{ vars.${stage.toUpperCase()}_ACCOUNT }}`, CDK_DEFAULT_REGION: '${{ vars.AWS_REGION }}' },
    run: deliver('synth', stage),
  });
  return {
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 45,
    permissions: { contents: READ },
    tools: { ...NODE, python: { version: '3.11' } },
    env: { CI: 'true' },
    steps: [
      ...INSTALL,
      { name: 'Tests and their coverage', run: 'npm test' },
      { name: 'Package', run: 'npm run compile\nnpm run package:js' },
      { name: 'Build what is deployed', run: 'npm run bundle\nnpm run web' },
      synthesise('staging'),
      synthesise('production'),
      upload('coverage', 'coverage', 30),
      upload('package', 'dist/js', 30),
      upload('assembly-staging', `${OUT}/staging/assembly`, 30),
      upload('assembly-production', `${OUT}/production/assembly`, 30),
    ],
  };
}

function deployJob(stage: string, needs: string, endToEnd: boolean): github.workflows.Job {
  const download = (name: string, place: string, more: Partial<github.workflows.JobStep> = {}): github.workflows.JobStep => ({
    name, uses: github.ActionRefs.ACTIONS_DOWNLOAD_ARTIFACT, ...more, with: { path: `${OUT}/${stage}/${place}`, ...more.with },
  });
  return {
    if: "github.ref == 'refs/heads/main'",
    needs: [needs],
    environment: { name: stage },
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 60,
    permissions: { idToken: WRITE, contents: READ, actions: READ },
    tools: NODE,
    env: { CI: 'true' },
    steps: [
      ...INSTALL,
      download('Fetch what is to be deployed', 'assembly', { with: { name: `assembly-${stage}` } }),
      { name: 'Find what is deployed', id: 'previous', env: { GITHUB_TOKEN: '${{ github.token }}' }, run: deliver('previous', stage) },
      download('Fetch what is deployed', 'previous', {
        if: "steps.previous.outputs.artifact_id != ''",
        with: {
          'artifact-ids': '${{ steps.previous.outputs.artifact_id }}',
          'run-id': '${{ steps.previous.outputs.run_id }}',
          'github-token': '${{ github.token }}',
        },
      }),
      {
        name: 'Prove to AWS which job this is',
        uses: CONFIGURE_CREDENTIALS,
        with: { 'role-to-assume': '${{ vars.AWS_ROLE_ARN }}', 'aws-region': '${{ vars.AWS_REGION }}' },
      },
      { name: 'Deploy', id: 'deploy', run: deliver('deploy', stage) },
      { name: 'Look at it from outside', run: deliver('smoke', stage) },
      ...endToEnd ? [{ name: 'Use it end to end', env: END_TO_END_USERS, run: deliver('e2e', stage) }] : [],
      { name: 'Watch its alarms', run: deliver('watch', stage, '--minutes', String(WATCHED)) },
      { name: 'Go back', if: "failure() && steps.deploy.outcome != 'skipped'", run: deliver('rollback', stage) },
      upload(`deployed-${stage}`, `${OUT}/${stage}/assembly`, 90),
    ],
  };
}

const END_TO_END_USERS = {
  E2E_USERNAME: '${{ vars.E2E_USERNAME }}',
  E2E_PASSWORD: '${{ secrets.E2E_PASSWORD }}',
  E2E_ADMIN_USERNAME: '${{ vars.E2E_ADMIN_USERNAME }}',
  E2E_ADMIN_PASSWORD: '${{ secrets.E2E_ADMIN_PASSWORD }}',
};

/** The code of a pull request runs where nothing may be written; what it found is commented by a job that runs none of it. */
function addDifferencesWorkflow(gitHub: github.GitHub) {
  const workflow = gitHub.addWorkflow('differences');
  workflow.on({ pullRequest: {} });
  const anyAccount = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-west-1' }; // templates are compared, nothing is looked up
  workflow.addJobs({
    compare: {
      runsOn: ['ubuntu-latest'],
      timeoutMinutes: 20,
      permissions: { contents: READ },
      tools: NODE,
      env: { CI: 'true', ...anyAccount },
      steps: [
        ...INSTALL,
        { name: 'Checkout what is there', uses: github.ActionRefs.ACTIONS_CHECKOUT, with: { ref: '${{ github.event.pull_request.base.sha }}', path: 'base' } },
        { name: 'Make its assembly', workingDirectory: 'base', run: ['npm ci', 'npm run bundle', deliver('synth', 'production', '--home', `../${OUT}/base`)].join('\n') },
        { name: 'Make the assembly of this change', run: ['npm run bundle', deliver('synth', 'production')].join('\n') },
        { name: 'Compare them', run: deliver('differences', 'production', '--against', `${OUT}/base/production/assembly`) },
        { name: 'Show it', run: `cat ${OUT}/production/differences.md >> "$GITHUB_STEP_SUMMARY"` },
        upload('differences', `${OUT}/production/differences.md`, 7),
      ],
    },
    comment: {
      needs: ['compare'],
      if: 'github.event.pull_request.head.repo.full_name == github.repository', // a fork's token may not comment: see the summary of its run
      runsOn: ['ubuntu-latest'],
      timeoutMinutes: 5,
      permissions: { pullRequests: WRITE },
      steps: [
        { name: 'Fetch what changes', uses: github.ActionRefs.ACTIONS_DOWNLOAD_ARTIFACT, with: { name: 'differences' } },
        {
          name: 'Comment',
          env: { GH_TOKEN: '${{ github.token }}', GH_REPO: '${{ github.repository }}', PULL_REQUEST: '${{ github.event.pull_request.number }}' },
          run: 'gh pr comment "$PULL_REQUEST" --edit-last --create-if-none --body-file differences.md',
        },
      ],
    },
  });
}
