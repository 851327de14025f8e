import { type LocalEntry, standingOnList } from '../../../lib/local-list/local-entry'
import { updateLocalList } from '../../keep-local-list'
import type { CommandRun } from '../../station-answer'
import { idTagInfo } from '../id-tag'
import { saidListVersion } from './get-local-list-version'

export const sendLocalList: CommandRun<'send-local-list'> = ({ command }, tools) =>
  updateLocalList(command.update, tools, {
    askVersion: async () => saidListVersion(await tools.call('GetLocalListVersion', {})),
    send({ version, isFull, put, remove }) {
      // An identifier without info is one to remove (1.6 §7.2).
      const localAuthorizationList = [...remove.map(({ folded }) => ({ idTag: folded })), ...put.map(authorizationData)]
      return tools.call('SendLocalList', {
        listVersion: version,
        updateType: isFull ? 'Full' : 'Differential',
        ...(localAuthorizationList.length > 0 && { localAuthorizationList }),
      })
    },
  })

function authorizationData(entry: LocalEntry) {
  const info = idTagInfo(standingOnList(entry, new Date()), entry.groupName)
  const expiry = entry.expiresAt && { expiryDate: entry.expiresAt.toISOString() }
  return { idTag: entry.value, idTagInfo: { ...info, ...expiry } }
}
