"""The screens, one for each thing a person does at the desk."""
