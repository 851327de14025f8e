import { happened, happening } from './happening'
import type { Route } from './route'
import { need } from './schemas/read-payload'

interface SecurityEvent {
  readonly type?: string
  readonly timestamp?: string
  readonly techInfo?: string
}

/** Alike in 1.6 (security whitepaper) and 2.0.1. */
export const securityEventNotification: Route<SecurityEvent> = {
  handle({ type, timestamp, techInfo }, message) {
    const detail = techInfo === undefined ? null : { techInfo }
    return happened(happening(message, 'security', need(type, 'type'), detail, timestamp))
  },
}
