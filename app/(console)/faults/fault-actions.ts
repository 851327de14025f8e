import type { FaultActions } from '@/components/faults/fault-actions'
import {
  acknowledgeAction,
  addPhotoAction,
  assignAction,
  closeAction,
  commentAction,
  mergeAction,
  promiseAction,
  setDueAction,
  setStageAction,
  splitAction,
  withdrawPromiseAction,
} from './actions'

/** Every act on faults, as pages hand them down. */
export const FAULT_ACTIONS: FaultActions = {
  acknowledge: acknowledgeAction,
  assign: assignAction,
  setStage: setStageAction,
  setDue: setDueAction,
  comment: commentAction,
  addPhoto: addPhotoAction,
  promise: promiseAction,
  withdrawPromise: withdrawPromiseAction,
  merge: mergeAction,
  split: splitAction,
  close: closeAction,
}
