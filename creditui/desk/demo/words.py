"""What people at the desk wrote when they changed credits, for the sample studio.

`{service}` is the name of a service in small letters, `{day}` a date of the days before.
"""

from __future__ import annotations

ADD_NOTES = {
    "recovery": (
        "Therapist was 20 minutes late for her {service} on {day}; promised one back.",
        "Heating failed during {service} on {day}, she left early. Mona agreed.",
        "Double-booked on {day}: she came for {service} and we had no room.",
        "Class cancelled on {day} with less than two hours' notice.",
        "Reformer 6 broke mid-class on {day}; sorry given at the desk.",
        "Booking of {day} was lost by our system, she had the e-mail to show for it.",
    ),
    "promotion": (
        "Autumn offer: bring a friend, one {service} free. Friend signed up on {day}.",
        "Sign-up bonus promised in the welcome e-mail of {day}.",
        "Birthday month: one {service} on the house.",
        "Tenth visit card handed in on {day}.",
        "Harbour Run finisher, medal shown at the desk.",
    ),
    "correction": (
        "Charged twice for the {service} on {day}; the second one given back.",
        "Marked as a no-show on {day}, but she was here: signed the sheet at 18:02.",
        "Was booked on {service} by mistake on {day}, wanted sauna.",
        "Late-cancel fee taken on {day} although she rang at nine in the morning.",
    ),
    "goodwill": (
        "Regular for years, back after her operation; a {service} to start again.",
        "Waited at the desk while we sorted out her card on {day}.",
        "Gave up her place on {day} for a beginner. Thank you!",
        "Complained about the noise of the works next door; fair enough.",
        "New baby. Congratulations from all of us.",
    ),
}

REMOVE_NOTES = {
    "correction": (
        "Added twice on {day}; this takes the second one back.",
        "Meant for her sister's account, see the ticket of {day}.",
        "Promotion had ended before {day}; agreed with her by phone.",
    ),
    "policy": (
        "Second no-show in a month, {day}; warned by e-mail the first time.",
        "Her flatmate used the {service} of {day} on her card.",
        "Credit shared with a non-member on {day}, against the house rules.",
    ),
}

SET_NOTES = (
    "Upgraded half-way through the period, paid the difference on {day}.",
    "Two classes moved over from the period she was away, as agreed on {day}.",
    "Contract of {day} says more than the plan gives; scan in her file.",
)

CORRECT_NOTES = (
    "Wrong member picked on {day}; should have gone to her namesake.",
    "Typed two for one on {day}.",
    "The add of {day} was for {service} she had never booked.",
)
"""Why an earlier add was corrected."""
