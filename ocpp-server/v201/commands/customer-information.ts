import { requestIdOf } from '../../../lib/commands/confirm-command'
import { forgetOnList } from '../../../lib/local-list/mutations/forget-on-list'
import { updateLocalList } from '../../keep-local-list'
import { type CommandRun, proven, toBeProven } from '../../station-answer'
import { listWords } from '../list-words'
import { wireToken } from '../token'

/**
 * What a station remembers of somebody, reported and cleared or either (2.x N09, N10). Parts of a report come in
 * NotifyCustomerInformation; after the last one, or at once without a report, a token that was cleared also leaves the local list.
 */
export const customerInformation: CommandRun<'customer-information'> = async ({ id, command, tokenType }, tools) => {
  const { report, clear, token, customerIdentifier, certificate } = command
  const answer = await tools.call('CustomerInformation', {
    requestId: requestIdOf(id),
    report,
    clear,
    ...(token !== undefined && { idToken: wireToken(token, tokenType) }),
    ...(customerIdentifier !== undefined && { customerIdentifier }),
    ...(certificate && { customerCertificate: certificate }),
  })
  if (answer.status !== 'Accepted') return proven(answer)
  const isListed = clear && token !== undefined && (await forgetOnList(tools.station.id, token))
  if (report) return toBeProven(answer)
  if (isListed) await updateLocalList('changes', tools, listWords(tools))
  return proven(answer)
}
