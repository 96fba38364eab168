// Runs the script of a workflow's step as actions/github-script does, with a code host that is a Git repository on this
// machine. Takes {script, event, repository, host} as JSON from standard input; gives what the host then holds.
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const input = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const host = { pulls: [], comments: [], issues: [], repositories: {}, warnings: [], mayOpen: true, ...input.host };

const trimmed = (said) => (typeof said === 'string' ? said.trim() : said);
const git = (words, options = {}) =>
  trimmed(execFileSync('git', ['-C', input.repository, ...words], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'], ...options }));
const failed = (status) => Object.assign(new Error(`status ${status}`), { status });
const found = (words) => {
  try {
    return git(words);
  } catch {
    throw failed(404);
  }
};
const index = { ...process.env, GIT_INDEX_FILE: path.join(input.repository, '.git', 'index-of-the-host') };

const rest = {
  git: {
    getRef: async ({ ref }) => ({ data: { object: { sha: found(['rev-parse', '--verify', `refs/${ref}`]) } } }),
    getCommit: async ({ commit_sha }) => ({
      data: { message: git(['log', '-1', '--format=%B', commit_sha]), tree: { sha: git(['rev-parse', `${commit_sha}^{tree}`]) } },
    }),
    createBlob: async ({ content, encoding }) => ({
      data: { sha: git(['hash-object', '-w', '--stdin'], { input: Buffer.from(content, encoding) }) },
    }),
    createTree: async ({ base_tree, tree }) => {
      git(['read-tree', base_tree], { env: index });
      for (const entry of tree) {
        const way = entry.sha === null ? ['--force-remove', entry.path] : ['--add', '--cacheinfo', `${entry.mode},${entry.sha},${entry.path}`];
        git(['update-index', ...way], { env: index });
      }
      return { data: { sha: git(['write-tree'], { env: index }) } };
    },
    createCommit: async ({ message, tree, parents }) => ({ data: { sha: git(['commit-tree', tree, '-p', parents[0], '-m', message]) } }),
    createRef: async ({ ref, sha }) => git(['update-ref', ref, sha, '0'.repeat(40)]),
    updateRef: async ({ ref, sha, force }) => {
      if (force !== true) throw failed(422);
      git(['update-ref', `refs/${ref}`, sha]);
    },
  },
  repos: {
    get: async ({ owner, repo }) => {
      const known = host.repositories[`${owner}/${repo}`];
      if (!known) throw failed(404);
      return { data: known };
    },
    getContent: async ({ path: file, ref }) => {
      const sha = found(['rev-parse', '--verify', `${ref}:${file}`]);
      return { data: { sha, content: git(['cat-file', 'blob', sha], { encoding: 'buffer' }).toString('base64') } };
    },
  },
  pulls: {
    list: async ({ head, base }) => ({ data: host.pulls.filter((pull) => `us:${pull.head}` === head && pull.base === base) }),
    create: async (pull) => {
      if (!host.mayOpen) throw failed(403);
      const number = 100 + host.pulls.length;
      host.pulls.unshift({ ...pull, number, state: 'open' });
      return { data: { number } };
    },
    update: async ({ pull_number, body }) => Object.assign(host.pulls.find(({ number }) => number === pull_number), { body }),
  },
  issues: {
    listForRepo: async ({ owner, repo }) => ({ data: host.issues.filter((issue) => issue.where === `${owner}/${repo}`) }),
    create: async ({ owner, repo, title, body }) => {
      // As the real one does, an error carries the whole request.
      if (!host.mayOpen) throw Object.assign(failed(403), { message: `Refused: ${body}`, request: { body } });
      host.issues.push({ where: `${owner}/${repo}`, number: host.issues.length + 1, title, body });
    },
    update: async ({ issue_number, body }) => Object.assign(host.issues.find((one) => one.number === issue_number), { body }),
    listComments: async () => ({ data: host.comments }),
    createComment: async ({ issue_number, body }) =>
      host.comments.push({ id: 1000 + host.comments.length, issue_number, body, user: { login: 'github-actions[bot]' } }),
    updateComment: async ({ comment_id, body }) => Object.assign(host.comments.find((one) => one.id === comment_id), { body }),
  },
};
const github = { rest, paginate: async (request, words) => (await request(words)).data };
const context = { repo: { owner: 'us', repo: 'hub' }, payload: input.event };
const core = { warning: (words) => host.warnings.push(words), notice: () => {}, setFailed: (words) => { throw new Error(words); } };

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
new AsyncFunction('github', 'context', 'core', 'require', input.script)(github, context, core, require).then(
  () => process.stdout.write(JSON.stringify(host)),
  (error) => {
    process.stderr.write(error.message);
    process.exitCode = 1;
  },
);
