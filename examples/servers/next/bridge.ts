// In an app of your own this file is a copy of the other one.
export { bridge } from '../bridge'
