import { awscdk, Component, github } from 'projen';
import { addDelivery } from './delivery';

/** Actions that projen names by a tag, as the commit the tag stood for when it was reviewed. */
const REVIEWED = {
  'actions/setup-dotnet': 'a98b56852c35b8e3190ac28c8c2271da59106c68', // v6.0.0
  'actions/setup-go': 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', // v7.0.0
  'actions/setup-java': 'dd06d9cba3e5552c54d9f8ea23572deb30010f7c', // v6.0.0
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/setup-python': '5fda3b95a4ea91299a34e894583c3862153e4b97', // v7.0.0
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
};

/** The workflows beside projen's own, and what all of them keep to. */
export function addWorkflows(project: awscdk.AwsCdkConstructLibrary) {
  const { github: gitHub } = project;
  if (!gitHub) { throw new Error('the workflows need github: true in .projenrc.ts'); }
  for (const [action, commit] of Object.entries(REVIEWED)) { gitHub.actions.set(action, `${action}@${commit}`); }
  addCiWorkflow(gitHub);
  addDelivery(gitHub);
  new CheckoutsWithoutCredentials(project);
}

/** What anyone runs on a machine of their own, on a machine of nobody's. */
function addCiWorkflow(gitHub: github.GitHub) {
  const workflow = gitHub.addWorkflow('ci');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
  workflow.addJob('ci', {
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 45,
    permissions: { contents: github.workflows.JobPermission.READ },
    tools: { node: { version: '20.x' }, python: { version: '3.11' }, java: { version: '17' }, go: { version: 'stable' } },
    env: { CI: 'true' },
    steps: [
      { name: 'Checkout', uses: github.ActionRefs.ACTIONS_CHECKOUT, with: { 'fetch-depth': 0 } }, // tests read the history
      { name: 'Every check of this project', run: 'bash .ci/run' },
    ],
  });
}

/** No step of ours pushes with the token that a checkout leaves in .git. */
class CheckoutsWithoutCredentials extends Component {
  preSynthesize() {
    for (const workflow of github.GitHub.of(this.project)?.workflows ?? []) {
      for (const [id, job] of Object.entries(workflow.jobs)) {
        if ('steps' in job) { workflow.updateJob(id, { ...job, steps: stepsOf(job).map(withoutCredentials) }); }
      }
    }
  }
}

/** projen types steps as a list, and passes a function where it still adds some. */
function stepsOf({ steps }: github.workflows.Job): github.workflows.JobStep[] {
  return typeof steps === 'function' ? (steps as () => github.workflows.JobStep[])() : steps;
}

function withoutCredentials(step: github.workflows.JobStep): github.workflows.JobStep {
  return step.uses?.startsWith('actions/checkout@') ? { ...step, with: { ...step.with, 'persist-credentials': false } } : step;
}
