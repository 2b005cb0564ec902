/** The workflows of a project: preview of pull requests, deployment of main, drift every six hours. */

export interface WorkflowOptions {
    readonly project: string;
    /** In the order of deployment. */
    readonly stacks: readonly { readonly stack: string; readonly account: string; readonly region: string }[];
    /** How `plumb` is called. */
    readonly plumb: string;
    /** The folder of the policy pack, from the project's. */
    readonly policyPack: string;
    /** What installs plumb, where it does not come with the code. @default nothing */
    readonly install?: string;
    /** Of the project in the repository, with a slash behind it. @default the repository itself */
    readonly folder?: string;
}

const CHECKOUT = `      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: actions/setup-node@2028fbc5c25fe9cf00d9f06a71cc4710d4507903 # v6.0.0
        with:
          node-version: 22
`;

export function previewWorkflow(options: WorkflowOptions): string {
    return `name: ${titleOf("preview", options)}

on:
  pull_request:
    branches: [main]
${paths(options)}
permissions: {}

concurrency:
  group: ${titleOf("preview", options).replaceAll(" ", "-")}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  preview:
    name: preview \${{ matrix.stack }}
    # Code of others must not run with a role of ours; GitHub gives them no identity token either.
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    # The role below trusts jobs of this environment and no others${ROLES}.
    environment: \${{ matrix.stack }}-preview
    permissions:
      contents: read # the code
      id-token: write # the role, without any stored key
    strategy:
      fail-fast: false
      matrix:
        include:
${matrix(options)}${environment}${defaults(options)}    steps:
${CHECKOUT}${credentials("preview", options)}${install(options)}      - run: ${options.plumb} preview --stack "$STACK" --policy-pack ${options.policyPack}
`;
}

export function deployWorkflow(options: WorkflowOptions): string {
    return `name: ${titleOf("deploy", options)}

on:
  push:
    branches: [main]
${paths(options)}  workflow_dispatch:

permissions: {}

concurrency:
  group: ${titleOf("deploy", options).replaceAll(" ", "-")}
  cancel-in-progress: false

jobs:
  deploy:
    name: deploy \${{ matrix.stack }}
    if: github.ref == 'refs/heads/main'
    runs-on: ubuntu-24.04
    timeout-minutes: 120
    # Who approves, and how long it waits, are rules of the environment. The role below trusts jobs of this
    # environment and no others${ROLES}.
    environment: \${{ matrix.stack }}
    permissions:
      contents: read # the code
      id-token: write # the role, without any stored key
    strategy:
      # One after the other, and none after one that has failed.
      max-parallel: 1
      fail-fast: true
      matrix:
        include:
${matrix(options)}${environment}${defaults(options)}    steps:
${CHECKOUT}${credentials("deploy", options)}${install(options)}      - run: ${options.plumb} up --stack "$STACK" --yes -- --policy-pack ${options.policyPack}
`;
}

export function driftWorkflow(options: WorkflowOptions): string {
    const { plumb, folder = "", stacks } = options;
    return `name: ${titleOf("drift", options)}

on:
  schedule:
    # Every six hours, not on the hour, when everybody's schedules start.
    - cron: "23 1,7,13,19 * * *"
  workflow_dispatch:

permissions: {}

concurrency:
  group: ${titleOf("drift", options).replaceAll(" ", "-")}
  cancel-in-progress: false

jobs:
  scan:
    name: scan \${{ matrix.stack }}
    # Against mistakes only: a branch can change this line. What it can't change are the environment's rules.
    if: github.ref == 'refs/heads/main'
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    # The role below trusts jobs of this environment and no others${ROLES}.
    environment: \${{ matrix.stack }}-drift
    permissions:
      contents: read # the code, to tell drift from what is not deployed yet
      id-token: write # the role, without any stored key
    strategy:
      fail-fast: false
      matrix:
        include:
${matrix(options)}${environment}${defaults(options)}    steps:
${CHECKOUT}${credentials("drift", options)}${install(options)}      - name: Look for drift
        id: drift
        run: |
          code=0
          ${plumb} drift --stack "$STACK" --format json,md,junit,sarif,summary --output drift-report || code=$?
          echo "exit-code=$code" >>"$GITHUB_OUTPUT"
          # Whether somebody has to look at once: something is missing, or the live values break a rule.
          report=./drift-report/drift.json
          pages=$(node -p "require('$report').findings.some(({ pages }) => pages)" 2>/dev/null || echo false)
          echo "pages=$pages" >>"$GITHUB_OUTPUT"
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: drift-\${{ matrix.stack }}
          path: ${folder}drift-report
          if-no-files-found: error
          retention-days: 90
      - name: Say that somebody has to look at once
        if: steps.drift.outputs.pages == 'true'
        run: echo "::error title=Drift of $STACK::Something is missing, or what was changed breaks a rule. See the summary."
      - name: End as the scan has ended
        env:
          EXIT_CODE: \${{ steps.drift.outputs.exit-code }}
        run: |
          case $EXIT_CODE in
              0 | 4 | 5) ;; # clean, delegated or waived, code ahead: nobody has to look
              *) exit "$EXIT_CODE" ;;
          esac

  # May write issues, and therefore gets no access to AWS.
  issue:
    name: issue of \${{ matrix.stack }}
    needs: scan
    if: \${{ !cancelled() && github.ref == 'refs/heads/main' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read # the code of plumb
      issues: write # one issue for each stack
    strategy:
      fail-fast: false
      matrix:
        stack: [${stacks.map(({ stack }) => stack).join(", ")}]
${defaults(options)}    steps:
${CHECKOUT}${install(options)}      - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
        with:
          name: drift-\${{ matrix.stack }}
          path: ${folder}drift-report
      - name: Open, update or close the issue
        env:
          GITHUB_TOKEN: \${{ github.token }}
        run: ${plumb} drift-issue drift-report/drift.json
`;
}

/** A component of the platform makes the roles. */
const ROLES = " (components/pipeline/deliveryRoles.ts)";

function titleOf(what: string, { folder, project }: WorkflowOptions): string {
    return folder === undefined ? what : `${what} ${project}`;
}

/** Changes elsewhere in the repository do not concern the project. */
function paths({ folder }: WorkflowOptions): string {
    return folder === undefined ? "" : `    paths: ["${folder}**"]\n`;
}

function matrix({ stacks }: WorkflowOptions): string {
    return stacks
        .map(
            ({ stack, account, region }) =>
                `          - { stack: ${stack}, account: "${account}", region: ${region} }\n`,
        )
        .join("");
}

const environment = `    env:
      STACK: \${{ matrix.stack }}
      PULUMI_BACKEND_URL: \${{ vars.PULUMI_BACKEND_URL }}
`;

function defaults({ folder }: WorkflowOptions): string {
    return folder === undefined
        ? ""
        : `    defaults:\n      run:\n        working-directory: ${folder.slice(0, -1)}\n`;
}

function install({ install }: WorkflowOptions): string {
    return install === undefined ? "" : `      - run: ${install}\n`;
}

function credentials(role: string, { project }: WorkflowOptions): string {
    return `      - uses: aws-actions/configure-aws-credentials@b47578312673ae6fa5b5096b330d9fbac3d116df # v4.2.1
        with:
          role-to-assume: arn:aws:iam::\${{ matrix.account }}:role/plumbline/delivery/${project}-\${{ matrix.stack }}-${role}
          aws-region: \${{ matrix.region }}
          allowed-account-ids: \${{ matrix.account }}
          mask-aws-account-id: false
`;
}
