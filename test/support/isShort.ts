/** True in `npm test` and `npm run check`, for what takes long: commands of their own play the whole. */
export const isShort = Boolean(process.env['ONWIRE_SHORT'])
