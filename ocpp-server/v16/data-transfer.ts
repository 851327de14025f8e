import type { OCPP16 } from 'typed-ocpp'
import { dataTransferred } from '../data-transfer'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'

/** SPEC A-14. */
export const dataTransfer: Route<Said<OCPP16.DataTransferRequest>> = { handle: dataTransferred }
