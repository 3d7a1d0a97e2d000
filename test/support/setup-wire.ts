import './patience.js'
