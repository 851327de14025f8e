import { MINUTE_MS } from '../../kernel/time'
import { codeSeverity } from './code-severity'
import { placesOf } from './places'
import { defineRule } from './rule'

/** Never graver than this: the connector works. */
const WARNING = 6
/** Codes that tell of danger whatever the status. */
const DANGER = 2

/** An error code with a status other than Faulted: it works, and says that something is not right (OCPP 1.6 4.9). */
export const warning = defineRule({
  name: 'warning',
  needs: ['status'],
  needsLink: true,
  thresholds: {
    after: { unit: 'minutes', usual: 5, min: 0, max: 240 },
    goodFor: { unit: 'minutes', usual: 10, min: 0, max: 240 },
  },
  see(memory, { after, goodFor }) {
    return placesOf(memory).flatMap(([place, at]) => {
      if (at.status === 'faulted' || at.errorSince === null) return []
      const { errorCode, vendorErrorCode, info, status } = at
      const own = codeSeverity(errorCode, vendorErrorCode)
      return [
        {
          place,
          since: at.errorSince,
          holdMs: after * MINUTE_MS,
          clearMs: goodFor * MINUTE_MS,
          severity: own <= DANGER ? 4 : Math.max(WARNING, own),
          evidence: { errorCode, vendorErrorCode, info, status },
        },
      ]
    })
  },
})
