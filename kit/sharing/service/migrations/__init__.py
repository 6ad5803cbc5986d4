"""How the service's database came to be as it is: a step for each change of `kit.sharing.service.schema`."""
