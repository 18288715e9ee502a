/** May import, besides itself. Anything not listed is forbidden; this table is the architecture. */
const MAY_IMPORT = {
  'packages/core': [],
  'packages/focus': [],
  'packages/catalog': ['packages/core', 'packages/focus'],
  'packages/conformance': ['packages/core', 'packages/focus'],
  'packages/security': ['packages/core'],
  'packages/store': ['packages/core'],
  'packages/warehouse': ['packages/core'],
  'packages/notify': ['packages/core'],
  'packages/engine': ['packages/core', 'packages/catalog', 'packages/notify'],
  'packages/providers': [
    'packages/core',
    'packages/focus',
    'packages/catalog',
    'packages/engine',
    'packages/notify',
  ],
  'packages/simulators': ['packages/core'],
  'packages/http': ['packages/core', 'packages/security', 'packages/store'],
  'apps/api': ['core', 'focus', 'catalog', 'conformance', 'security', 'store', 'warehouse', 'http'].map(
    (name) => `packages/${name}`,
  ),
  'apps/pipeline': [
    'core',
    'focus',
    'catalog',
    'conformance',
    'security',
    'store',
    'warehouse',
    'notify',
    'engine',
    'providers',
    'http',
  ].map((name) => `packages/${name}`),
  'apps/web': ['packages/focus'],
}

/** Tests and testing helpers may reach for real parts of any package. */
const TEST = '(\\.test\\.tsx?$|/testing/|/e2e/)'

const own = (folder) => `^${folder}/`

/** A vendor's client and the only folders that may name it. */
const VENDOR_DOORS = {
  '@duckdb': ['packages/warehouse'],
  pg: ['packages/store'],
  'pg-boss': ['packages/store'],
  '@electric-sql/pglite': ['packages/store'],
  '@aws-sdk': [
    'packages/providers/src/cloud/aws',
    'packages/providers/src/genai/cloudwatch',
    'packages/providers/src/validate',
    'packages/simulators',
  ],
  '@google-cloud/bigquery': ['packages/warehouse/src/bigquery', 'packages/providers/src/cloud/gcp/bigquery'],
  '@google-cloud/monitoring': ['packages/providers/src/genai/cloud-monitoring'],
  '@google-cloud/kms': ['packages/security'],
  '@google-cloud/secret-manager': ['packages/security'],
  jose: ['apps/api/src/auth'],
  openai: ['packages/providers/src/genai'],
  nodemailer: ['packages/notify'],
  'better-auth': ['apps/api/src/auth', 'apps/web'],
  yaml: ['packages/catalog'],
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([from, allowed]) => ({
      name: `${from.replace('/', '-')}-boundary`,
      comment: `${from} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: own(from), pathNot: TEST },
      to: {
        path: '^(packages|apps)/',
        pathNot: [
          own(from),
          ...allowed.map(own),
          ...(from === 'apps/api' ? ['^packages/providers/src/validate\\.ts$'] : []),
        ],
      },
    })),
    {
      name: 'no-cycles',
      comment: 'A cycle means two rooms are one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(VENDOR_DOORS).map(([vendor, doors]) => ({
      name: `one-door-${vendor.replace(/\W/g, '-')}`,
      comment: `${vendor} is named only in ${doors.join(', ')}`,
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: [...doors.map((door) => `^${door}`), TEST] },
      to: { path: `node_modules/${vendor}(/|$)` },
    })),
    {
      name: 'nothing-imports-a-test',
      comment: 'Production code must not depend on testing helpers.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'only-the-composition-root-imports-simulators',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: [TEST, '^packages/simulators/', '^apps/cloudact/'] },
      to: { path: '^packages/simulators/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|coverage|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
