import type { Import } from './import-graph'

/** Who may import whom (the map of the house is in README.md). A rule says which imports it forbids, and why in one line. */
export interface ImportRule {
  readonly why: string
  readonly forbids: (one: Import) => boolean
}

const TEST = /\.test\.tsx?$|\/testing\/|^ocpp-server\/conformance\//
const DATABASE = /^lib\/(db|bus)\//
const DOOR = /^lib\/[^/]+\/(queries|mutations)(\/|\.ts$)/
/** Looks at the whole process: opens, closes and reports on its connections. */
const PROCESS =
  /^(app\/|instrumentation|lib\/live\/process-hub|worker\/schedule\.ts$|(ocpp-server|worker)\/(main|gateway|http)\.ts$|scripts\/|bench\/|e2e\/)/

const room = (file: string) => file.split('/')[0]
const isOurs = (file: string) => /\.(ts|tsx|mjs|json|css)$/.test(file) && file.includes('/')
const within = (file: string, ...rooms: string[]) => rooms.includes(room(file) ?? '')

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    why: 'the kernel stands on nothing of ours',
    forbids: ({ from, to }) => from.startsWith('lib/kernel/') && isOurs(to) && !to.startsWith('lib/kernel/'),
  },
  {
    why: 'lib is for every process: no web framework, no sockets, nothing from the rooms above it',
    forbids: ({ from, to }) =>
      from.startsWith('lib/') &&
      (/^(next|react|react-dom|ws)(\/|$)/.test(to) ||
        within(to, 'app', 'components', 'ocpp-server', 'worker', 'simulator', 'bench', 'scripts')),
  },
  {
    why: 'app, ocpp-server and worker are separate processes',
    forbids: ({ from, to }) => {
      const processes = ['app', 'ocpp-server', 'worker']
      return within(from, ...processes) && within(to, ...processes) && room(from) !== room(to)
    },
  },
  {
    why: 'components show what they are given: props in, events out',
    forbids: ({ from, to, isType }) =>
      within(from, 'components') &&
      ((within(to, 'app', 'ocpp-server', 'worker', 'simulator', 'bench', 'scripts') && !isType) ||
        ((DATABASE.test(to) || DOOR.test(to) || to === 'lib/env.ts') && !isType)),
  },
  {
    why: 'the simulator knows the wire and the schemas, not how we keep house',
    forbids: ({ from, to }) =>
      within(from, 'simulator') &&
      isOurs(to) &&
      !/^(simulator|ocpp-server\/(wire|schemas)|lib\/(kernel|ocpp-schemas))\//.test(to),
  },
  {
    why: 'only queries and mutations touch the database',
    forbids: ({ from, to, isType }) =>
      DATABASE.test(to) && !isType && !DATABASE.test(from) && !DOOR.test(from) && !PROCESS.test(from),
  },
  {
    why: 'pure files know no doors: what they need is given to them',
    forbids: ({ from, to, isType }) =>
      from.startsWith('lib/') &&
      DOOR.test(to) &&
      !isType &&
      !DOOR.test(from) &&
      !DATABASE.test(from) &&
      !PROCESS.test(from),
  },
  {
    why: 'settings are read at the edge, not in pure files',
    forbids: ({ from, to, isType }) =>
      to === 'lib/env.ts' && !isType && from.startsWith('lib/') && !DOOR.test(from) && !DATABASE.test(from),
  },
]

/** Tests may reach wherever what they test does, and further. */
export const isHeldToRules = (file: string): boolean => !TEST.test(file)

const POOR_NAMES = /(^|\/)(utils?|helpers?|common|types|constants|services?|managers?|misc|index)(\.tsx?|\/)/

/** Names that say nothing of what is inside, and barrels. */
export const hasPoorName = (file: string): boolean => POOR_NAMES.test(file)
