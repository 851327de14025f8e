import { askListVersion } from '../../keep-local-list'
import { type CommandRun, proven, type StationAnswer } from '../../station-answer'
import { OcppError } from '../../wire/ocpp-error'

export const getLocalListVersion: CommandRun<'get-local-list-version'> = async (_claimed, tools) => {
  const answer = await tools.call('GetLocalListVersion', {})
  await askListVersion(tools, { askVersion: async () => saidListVersion(answer) })
  return proven(answer)
}

/** -1: the station keeps no list; 0: its list is empty. @throws OcppError when it says no number */
export function saidListVersion({ listVersion }: StationAnswer): number {
  if (typeof listVersion === 'number') return listVersion
  throw new OcppError('OccurrenceConstraintViolation', 'listVersion is required', { field: 'listVersion' })
}
