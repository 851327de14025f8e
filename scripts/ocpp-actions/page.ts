import path from 'node:path'
import { OCPP_VERSIONS, type OcppVersion } from '../../lib/ocpp-schemas/official'
import { actionsOf, type Direction } from './from-station'
import { type Handled, handledWhere } from './handled-where'

export const PAGE = path.resolve(import.meta.dirname, '../../docs/ocpp-actions.md')

/** The whole of docs/ocpp-actions.md. */
export const actionsPage = (): string =>
  [
    '# OCPP actions and where they are handled',
    '',
    'Written by `npm run ocpp-actions` from the tables the gateway works by; a test keeps it current.',
    '',
    '| Version | Actions | From the station | To the station |',
    '| --- | ---: | ---: | ---: |',
    ...OCPP_VERSIONS.map((version) => {
      const [from, to] = [actionsOf(version, 'from-station'), actionsOf(version, 'to-station')]
      return `| ${number(version)} | ${new Set([...from, ...to]).size} | ${count(version, 'from-station')} | ${count(version, 'to-station')} |`
    }),
    '',
    '## What stations say',
    '',
    ...table('from-station'),
    '',
    '## What stations are told',
    '',
    'Each through a command of our own, named before the file; any action can also be sent as a raw call (`ocpp`).',
    '',
    ...table('to-station'),
    '',
  ].join('\n')

/** Actions that are not in the tables. */
export function unhandled(version: OcppVersion, direction: Direction): readonly string[] {
  const handled = handledWhere(version, direction)
  return actionsOf(version, direction).filter((action) => !handled.has(action))
}

function count(version: OcppVersion, direction: Direction): string {
  const all = actionsOf(version, direction).length
  return `${all - unhandled(version, direction).length} of ${all}`
}

function table(direction: Direction): string[] {
  const versions = OCPP_VERSIONS.map((version) => ({
    known: new Set(actionsOf(version, direction)),
    handled: handledWhere(version, direction),
  }))
  const actions = [...new Set(versions.flatMap(({ known }) => [...known]))].sort()
  return [
    `| Action | ${OCPP_VERSIONS.map(number).join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...actions.map((action) => {
      const cells = versions.map(({ known, handled }) =>
        known.has(action) ? (handled.get(action)?.map(cell).join('<br>') ?? '**not handled**') : '',
      )
      return `| ${action} | ${cells.join(' | ')} |`
    }),
  ]
}

const number = (version: OcppVersion) => version.slice('ocpp'.length)
const cell = ({ file, command }: Handled) =>
  `${command === null ? '' : `\`${command}\` `}[${file}](../ocpp-server/${file})`
