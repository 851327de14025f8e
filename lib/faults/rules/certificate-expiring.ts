import { DAY_MS } from '../../kernel/time'
import { defineRule, WHOLE } from './rule'

/** Renewal is asked for a month before the end; still there when this few days are left, it has come to nothing. */
export const certificateExpiring = defineRule({
  name: 'certificate-expiring',
  needs: ['certificate'],
  needsLink: false,
  thresholds: { left: { unit: 'days', usual: 14, min: 1, max: 90 } },
  see({ certificate }, { left }, { now }) {
    if (certificate === null) return []
    const since = certificate.notAfter - left * DAY_MS
    if (since > now) return []
    const evidence = { notAfter: new Date(certificate.notAfter).toISOString(), serial: certificate.serial }
    const severity = certificate.notAfter - now < 2 * DAY_MS ? 3 : 5
    return [{ place: WHOLE, since, holdMs: 0, clearMs: 0, severity, evidence }]
  },
  lookAgainAt({ certificate }, { left }, { now }) {
    const since = (certificate?.notAfter ?? 0) - left * DAY_MS
    return since > now ? since : null
  },
})
