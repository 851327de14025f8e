import { writeFileSync } from 'node:fs'
import { actionsPage, PAGE } from './ocpp-actions/page'

// npm run ocpp-actions: writes docs/ocpp-actions.md.
writeFileSync(PAGE, actionsPage())
