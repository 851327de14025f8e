/** OCPP's ten degrees in the three that decide what one does. */
export const GRAVITIES = ['grave', 'alert', 'notice'] as const

/** @param severity 0 danger … 9 debug */
export const gravityOf = (severity: number): (typeof GRAVITIES)[number] =>
  severity <= 3 ? 'grave' : severity <= 5 ? 'alert' : 'notice'
