export { covalentCommand } from '../../testing/cli/covalentCommand.js'
export { fusionCommand } from '../../testing/cli/fusionCommand.js'
export { relayCommand } from '../../testing/cli/relayCommand.js'
export { webhookRelayCommand } from '../../testing/cli/webhookRelayCommand.js'
