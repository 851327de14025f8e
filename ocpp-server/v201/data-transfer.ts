import type { OCPP20 } from 'typed-ocpp'
import { dataTransferred } from '../data-transfer'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'

/** SPEC B-12. */
export const dataTransfer: Route<Said<OCPP20.DataTransferRequest>> = { handle: dataTransferred }
