import { openHouse } from './house'

// npm start: the whole house, from the sources or a fresh clone to a console to sign in to.
await openHouse({})
