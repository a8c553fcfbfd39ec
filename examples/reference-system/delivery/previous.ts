/** Where artifacts are asked for. */
export interface GitHub {
  /** Such as `https://api.github.com`. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  /** May read actions. */
  readonly token: string;
}

/** An artifact of a run. */
export interface KeptAssembly {
  readonly artifactId: number;
  readonly runId: number;
}

interface Artifact {
  readonly id: number;
  readonly expired: boolean;
  readonly created_at: string;
  readonly workflow_run: Run | null;
}

interface Run {
  readonly id: number;
  readonly head_branch: string;
  readonly repository_id: number;
  readonly head_repository_id: number;
}

/** Under which name the assembly is kept that was deployed to a stage and stayed there. */
export const keptAs = (stage: string) => `deployed-${stage}`;

/**
 * The assembly to go back to: the newest that stayed in the stage. Anyone may name an artifact so in a fork or on a branch, so only
 * those of this repository's main are looked at. GitHub tells of the newest first.
 */
export async function previousAssembly(stage: string, github: GitHub): Promise<KeptAssembly | undefined> {
  for (let page: string | undefined = `${github.api}/repos/${github.repository}/actions/artifacts?name=${keptAs(stage)}&per_page=100`; page;) {
    const { artifacts, next } = await artifactsOf(page, github);
    const [newest] = artifacts.filter(({ expired, workflow_run: run }) => !expired && run?.head_branch === 'main' && run.head_repository_id === run.repository_id)
      .sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
    if (newest) { return { artifactId: newest.id, runId: newest.workflow_run!.id }; }
    page = next;
  }
  return undefined;
}

async function artifactsOf(page: string, github: GitHub): Promise<{ readonly artifacts: readonly Artifact[]; readonly next?: string }> {
  const { repository, token } = github;
  const response = await fetch(page, {
    headers: { 'Authorization': `Bearer ${token}`, 'Accept': 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28' },
  });
  if (!response.ok) {
    throw new Error(`GitHub answered ${response.status} for the artifacts of ${repository}: ${await response.text()}. The job needs the permission actions: read`);
  }
  const { artifacts } = await response.json() as { artifacts: Artifact[] };
  return { artifacts, next: /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] };
}
